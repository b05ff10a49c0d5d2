import { OAuthRefused } from '../../../errors/oauth-errors.js'
import { sha256 } from '../../../lib/sha256.js'
import type { IssuedToken } from '../../../storage/authorization-server-storage.js'
import { parseScopes } from '../../bearer/parse-scopes.js'
import type { McpClient } from '../clients/mcp-client.js'
import { IDENTITY_SCOPES, OFFLINE_ACCESS } from '../metadata.js'
import { hasAccess } from '../person-access.js'
import { checkResource } from '../resource.js'
import { secondsOf, type ServerDeps } from '../server-deps.js'
import { newTokens, type TokenAnswer } from './issue-tokens.js'
import { required, type TokenForm } from './token-form.js'

/** Every pair is a row until it expires, so that reuse is noticed: a client in a loop must not fill the disk. */
const MAX_PER_HOUR = 120

/**
 * A refresh token becomes the next pair. It works once, for its own client; when it comes again, somebody has a copy, and the whole family ends
 * (RT-14; RFC 9700, section 4.14.2). Only tokens of ours are looked for, and nobody else is asked (GAP-9).
 *
 * @throws {OAuthRefused} `invalid_grant`, `invalid_target`, `invalid_scope` for more than was allowed, or `too_many_requests`, and then the token stays good.
 */
export async function refreshTokens(deps: ServerDeps, client: McpClient, form: TokenForm): Promise<TokenAnswer> {
  checkResource(form.resource, deps.config.server.publicUrl)
  const tokenHash = sha256(required(form, 'refresh_token'))
  const { tokens, clients } = deps.storage.authorizationServer
  const token = await tokens.find(tokenHash)
  if (!token || token.kind !== 'refresh' || token.clientId !== client.id) throw refused()
  if (token.usedAt !== null) return reused(deps, token)
  const now = secondsOf(deps)
  if (token.expiresAt <= now) throw refused()
  if (!(await hasAccess(deps, token.userId))) throw refused()
  const { rows, answer } = newTokens(deps, token, token.scopes, narrowed(token.scopes, form.scope))
  if ((await tokens.refreshedSince(token.familyId, now - 3_600)) >= MAX_PER_HOUR) throw tooOften()
  if ((await tokens.rotate(tokenHash, rows, now)) === 'reused') return reused(deps, token)
  await clients.touch(client.id, now)
  return answer
}

/** RFC 6749, section 6: the same or less. Identity scopes and `offline_access`, asked again out of habit, change nothing. */
function narrowed(scopes: readonly string[], asked: string | undefined): readonly string[] {
  const ours = parseScopes(asked, undefined).filter(scope => !HABIT.includes(scope))
  if (!ours.every(scope => scopes.includes(scope)))
    throw new OAuthRefused('invalid_scope', 'More was asked for than was allowed.')
  return ours.length > 0 ? scopes.filter(scope => ours.includes(scope)) : scopes
}

const HABIT = [...IDENTITY_SCOPES, OFFLINE_ACCESS]

async function reused(deps: ServerDeps, { familyId, userId, clientId }: IssuedToken): Promise<never> {
  await deps.storage.authorizationServer.tokens.endFamily(familyId)
  deps.audit.record('client.token.reused', 'denied', { userId, clientId })
  deps.log.warn({ clientId: clientId.slice(0, 64) }, 'a refresh token was used twice: its family is revoked')
  throw refused()
}

const refused = () => new OAuthRefused('invalid_grant', 'The refresh token is unknown, used, expired or not yours.')

const tooOften = () =>
  new OAuthRefused('too_many_requests', 'This client refreshes far more often than its tokens expire.', {
    retryAfterSeconds: 60,
  })
