import { sha256 } from '../../../lib/sha256.js'
import type { ServerDeps } from '../server-deps.js'
import { authenticateClient } from './authenticate-client.js'
import { required, tokenForm } from './token-form.js'

/**
 * A client gives a token back: everything of its family ends (RFC 7009, section 2.1). A token that is unknown or somebody else's is no error,
 * and nothing happens to it (section 2.2).
 *
 * @param authorization - every `Authorization` header of the request.
 * @throws {OAuthRefused} `invalid_client`, or `invalid_request` without a token.
 */
export async function revokeToken(deps: ServerDeps, authorization: readonly string[], body: unknown): Promise<void> {
  const form = tokenForm(body)
  const client = await authenticateClient(deps, authorization, form)
  const { tokens } = deps.storage.authorizationServer
  const token = await tokens.find(sha256(required(form, 'token')))
  if (token?.clientId !== client.id) return
  await tokens.endFamily(token.familyId)
  deps.audit.record('client.revoked', 'ok', { userId: token.userId, clientId: token.clientId })
}
