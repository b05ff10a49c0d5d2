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
const PASSED = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-method', 'mcp-name', 'mcp-session-id'] as const

/**
 * `/mcp`: Streamable HTTP of MCP. POST carries messages; GET and DELETE belong to sessions, and are 405 where there are none, as the
 * specification allows (2025-11-25, Transports). Bodies of every type are read as text: what is wrong with them is said in JSON-RPC.
 */
export const messages: FastifyPluginAsync<MessagesOptions> = async (app, { endpoint, callerOf, challenges }) => {
  const finish = (request: FastifyRequest, answer: McpReply) =>
    challenges === undefined ? answer : challenged(request, answer, challenges)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.route<{ Body: unknown }>({
    method: ['POST', 'GET', 'DELETE'],
    url: '/mcp',
    bodyLimit: BODY_LIMIT,
    handler(request, reply) {
      const text = typeof request.body === 'string' ? request.body : ''
      const answer = endpoint(passedHeaders(request), text, callerOf(request, reply), methodOf(request))
      if (!(answer instanceof Promise)) return send(reply, finish(request, answer))
      return answer.then(waited => send(reply, finish(request, waited)))
    },
  })
}

function methodOf({ method }: FastifyRequest): 'POST' | 'GET' | 'DELETE' {
  return method === 'GET' || method === 'DELETE' ? method : 'POST'
}

function send(reply: FastifyReply, { status, contentType, headers, body, challenge }: ChallengedReply): FastifyReply {
  reply.code(status)
  if (challenge !== undefined) reply.header('www-authenticate', challenge)
  if (contentType !== undefined) reply.header('content-type', contentType)
  if (headers !== undefined) reply.headers(headers)
  if (status === 405) reply.header('allow', 'POST')
  // Proxies that collect an answer before they pass it on would hold every event back.
  if (body instanceof ReadableStream) return reply.header('x-accel-buffering', 'no').send(body)
  return body === null ? reply.send() : reply.send(body)
}

function passedHeaders({ headers }: FastifyRequest): McpRequest['headers'] {
  const passed: Record<string, string | undefined> = {}
  for (const name of PASSED) {
    const value = headers[name]
    if (value !== undefined) passed[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return passed
}
