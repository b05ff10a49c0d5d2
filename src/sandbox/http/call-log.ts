import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SandboxCall } from '../sandbox.js'
import { pathOf } from './read-request.js'

const LIMIT = 10_000

/** The last 10 000 requests, without secrets. */
export interface CallLog {
  add(request: FastifyRequest, reply: FastifyReply): void
  all(): readonly SandboxCall[]
  clear(): void
}

export function createCallLog(): CallLog {
  let calls: SandboxCall[] = []
  return {
    add: (request, reply) => {
      calls.push(toCall(request, reply))
      // Cut in halves, so that a long run pays for it once in ten thousand requests.
      if (calls.length >= 2 * LIMIT) calls = calls.slice(-LIMIT)
    },
    all: () => calls.slice(-LIMIT),
    clear: () => void (calls = []),
  }
}

function toCall(request: FastifyRequest, reply: FastifyReply): SandboxCall {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (name !== 'authorization' && name !== 'cookie' && value !== undefined) headers[name] = String(value)
  }
  return {
    method: request.method,
    path: pathOf(request),
    authorization: schemeOf(request.headers.authorization),
    ocsApiRequest: request.headers['ocs-apirequest'] !== undefined,
    status: reply.raw.headersSent ? reply.statusCode : 0,
    headers,
  }
}

function schemeOf(header = ''): SandboxCall['authorization'] {
  const scheme = header.split(' ', 1)[0]?.toLowerCase()
  return scheme === 'basic' || scheme === 'bearer' ? scheme : 'none'
}
