import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../../../src/mcp/caller.js'
import type { Endpoint } from '../../../src/mcp/endpoint.js'
import type { McpReply, McpRequest } from '../../../src/mcp/protocol-adapter.js'
import { challenged, type ChallengedReply, type ChallengeOptions } from '../challenged.js'

export interface MessagesOptions {
  endpoint: Endpoint
  callerOf(request: FastifyRequest, reply: FastifyReply): Caller
  /** Where `/mcp` is an OAuth resource: what challenges say. */
  challenges?: ChallengeOptions
}

const BODY_LIMIT = 4 * 1024 * 1024
/** All that the endpoint may see: `Authorization` is not among them (BA-11). */
const PASSED = ['accept', 'content-type', 'mcp-protocol-version'] as const
const NOT_ALLOWED = JSON.stringify({
  jsonrpc: '2.0',
  error: { code: -32000, message: 'Method not allowed.' },
  id: null,
})

/**
 * `POST /mcp`: Streamable HTTP of MCP without sessions. There is no stream to GET and no session to DELETE, so both are 405, as the
 * specification allows (2025-11-25, Transports). Bodies of every type are read as text: what is wrong with them is said in JSON-RPC.
 */
export const messages: FastifyPluginAsync<MessagesOptions> = async (app, { endpoint, callerOf, challenges }) => {
  const finish = (request: FastifyRequest, answer: McpReply) =>
    challenges === undefined ? answer : challenged(request, answer, challenges)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post<{ Body: unknown }>('/mcp', { bodyLimit: BODY_LIMIT }, (request, reply) => {
    const text = typeof request.body === 'string' ? request.body : ''
    const answer = endpoint(passedHeaders(request), text, callerOf(request, reply))
    if (!(answer instanceof Promise)) return send(reply, finish(request, answer))
    return answer.then(waited => send(reply, finish(request, waited)))
  })
  app.route({
    method: ['GET', 'DELETE'],
    url: '/mcp',
    handler: async (_request, reply) =>
      reply.code(405).header('allow', 'POST').type('application/json').send(NOT_ALLOWED),
  })
}

function send(reply: FastifyReply, { status, contentType, body, challenge }: ChallengedReply): FastifyReply {
  reply.code(status)
  if (challenge !== undefined) reply.header('www-authenticate', challenge)
  if (contentType !== undefined) reply.header('content-type', contentType)
  return body === null ? reply.send() : reply.send(body)
}

function passedHeaders({ headers }: FastifyRequest): McpRequest['headers'] {
  const passed: Record<string, string | undefined> = {}
  for (const name of PASSED) {
    const value = headers[name]
    passed[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return passed
}
