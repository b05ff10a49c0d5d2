import type { FastifyRequest } from 'fastify'
import type { Principal } from '../../src/auth/principal.js'
import { ManagementRefusal } from '../../src/errors/management-errors.js'
import { TemporarilyUnavailable } from '../../src/errors/access-errors.js'

/**
 * Does this path segment, decoded once, name this person? Exact, or with `+` read as a space: Astrolabe encodes form style (RT-31).
 */
export function namesUser(segment: string, userId: string): boolean {
  return segment === userId || segment.replaceAll('+', ' ') === userId
}

/** The caller, proved by the plugin's own hook. */
export function callerOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new TemporarilyUnavailable('The request was not authenticated.')
  return request.principal
}

/** @throws {ManagementRefusal} 403 with `message` unless the caller is the person in the path. There is no override for administrators. */
export function requireOwner(request: FastifyRequest, segment: string, message: string): Principal {
  const caller = callerOf(request)
  if (!namesUser(segment, caller.userId)) throw new ManagementRefusal(403, 'Forbidden', message)
  return caller
}
