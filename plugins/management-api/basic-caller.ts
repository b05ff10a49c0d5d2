import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseBasic } from '../../src/auth/basic/parse-basic.js'
import type { BasicLogin, BasicResult } from '../../src/auth/basic/basic-authenticator.js'
import { ManagementRefusal } from '../../src/errors/management-errors.js'
import { Secret } from '../../src/lib/secret.js'
import { namesUser } from './owner.js'

/** A caller who claims by HTTP Basic to be the person in the path. Nothing is proved yet. */
export interface Claim {
  userId: string
  password: Secret
}

/**
 * The contract's order: header, format, name. Only then may anything be counted, so that a stranger cannot use up somebody's attempts
 * without naming him.
 */
export function claimOf(request: FastifyRequest, segment: string): Claim {
  const parsed = parseBasic(request.takeAuthorization())
  if (parsed.kind === 'missing') throw new ManagementRefusal(401, 'Unauthorized', 'Missing BasicAuth credentials')
  if (parsed.kind === 'malformed') throw new ManagementRefusal(401, 'Unauthorized', 'Invalid BasicAuth format')
  if (!namesUser(segment, parsed.username)) {
    throw new ManagementRefusal(403, 'Forbidden', 'Username does not match path user_id')
  }
  return { userId: parsed.username, password: parsed.password }
}

/**
 * Proves the claim at Nextcloud, through the same caches and throttles as `/mcp`.
 *
 * @param loginName - what Nextcloud calls the person at login, when it differs from the uid.
 * @param wrong - the contract's text for a wrong password on this route.
 */
export async function proveClaim(
  app: FastifyInstance,
  request: FastifyRequest,
  { userId, password }: Claim,
  loginName: string,
  wrong: string,
): Promise<BasicLogin> {
  const header = `Basic ${Buffer.from(`${loginName}:${password.reveal()}`).toString('base64')}`
  const result = await app.basic.authenticate(header, request.ip)
  if (!result.ok) throw refusal(result, wrong)
  if (result.login.principal.userId !== userId) throw new ManagementRefusal(403, 'Forbidden', 'User ID mismatch')
  return result.login
}

function refusal(result: Extract<BasicResult, { ok: false }>, wrong: string): ManagementRefusal {
  const { status, retryAfterSeconds } = result
  if (status === 401) return new ManagementRefusal(401, 'Unauthorized', wrong)
  if (status === 403) return new ManagementRefusal(403, 'Forbidden', result.description)
  if (status === 503)
    return new ManagementRefusal(502, 'Nextcloud error', 'Failed to validate credentials', { retryAfterSeconds })
  const seconds = retryAfterSeconds ?? 60
  const text = `Rate limit exceeded. Try again in ${seconds} seconds.`
  return new ManagementRefusal(429, 'Too many requests', text, { retryAfterSeconds: seconds })
}
