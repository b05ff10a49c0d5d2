import { OAuthRefused } from '../../../errors/oauth-errors.js'
import { sha256 } from '../../../lib/sha256.js'
import type { AuthorizationCode } from '../../../storage/authorization-server-storage.js'
import type { McpClient } from '../clients/mcp-client.js'
import { hasAccess } from '../person-access.js'
import { checkResource } from '../resource.js'
import { secondsOf, type ServerDeps } from '../server-deps.js'
import { fitsChallenge } from './check-verifier.js'
import { newTokens, type TokenAnswer } from './issue-tokens.js'
import { required, type TokenForm } from './token-form.js'

/**
 * A code becomes tokens, once (RFC 6749, section 4.1.3). Whatever is wrong with it burns it, so that nobody tries twice; only a code of another
 * client is left alone when the client proved who it is (RT-15). A code that comes again ends everything that came of it.
 *
 * @throws {OAuthRefused} `invalid_grant`, the same words for every cause; `invalid_target`, and then the code was not looked at.
 */
export async function exchangeCode(deps: ServerDeps, client: McpClient, form: TokenForm): Promise<TokenAnswer> {
  checkResource(form.resource, deps.config.server.publicUrl)
  const codeHash = sha256(required(form, 'code'))
  const { codes, tokens, clients } = deps.storage.authorizationServer
  const code = await codes.find(codeHash)
  if (!code) throw refused()
  if (code.clientId !== client.id && client.secretHash !== null) throw refused()
  const now = secondsOf(deps)
  if (code.usedAt !== null) return replayed(deps, code)
  if (!(await isGood(deps, code, client, form))) {
    await codes.burn(codeHash, now)
    throw refused()
  }
  const { rows, answer } = newTokens(deps, code, code.scopes)
  if ((await tokens.redeem(codeHash, rows, now)) === 'reused') return replayed(deps, code)
  await clients.touch(client.id, now)
  const { userId, clientId } = code
  deps.audit.record('client.tokens', 'ok', { userId, clientId })
  return answer
}

async function isGood(deps: ServerDeps, code: AuthorizationCode, client: McpClient, form: TokenForm): Promise<boolean> {
  return (
    code.expiresAt > secondsOf(deps) &&
    code.clientId === client.id &&
    code.redirectUri === form.redirect_uri &&
    fitsChallenge(form.code_verifier, code.codeChallenge) &&
    (await hasAccess(deps, code.userId))
  )
}

async function replayed(deps: ServerDeps, { familyId, userId, clientId }: AuthorizationCode): Promise<never> {
  await deps.storage.authorizationServer.tokens.endFamily(familyId)
  deps.audit.record('client.code.replayed', 'denied', { userId, clientId })
  throw refused()
}

const refused = () =>
  new OAuthRefused('invalid_grant', 'The authorization code is unknown, used, expired or not yours.')
