import { OAuthRefused } from '../../../errors/oauth-errors.js'
import type { ServerDeps } from '../server-deps.js'
import { authenticateClient } from './authenticate-client.js'
import { exchangeCode } from './exchange-code.js'
import type { TokenAnswer } from './issue-tokens.js'
import { refreshTokens } from './refresh-tokens.js'
import { required, tokenForm } from './token-form.js'

/**
 * The token endpoint (RFC 6749, section 3.2): two grants, and no third.
 *
 * @param authorization - every `Authorization` header of the request.
 * @throws {OAuthRefused} in the words of section 5.2.
 */
export async function grantTokens(
  deps: ServerDeps,
  authorization: readonly string[],
  body: unknown,
): Promise<TokenAnswer> {
  const form = tokenForm(body)
  const grant = required(form, 'grant_type')
  const client = await authenticateClient(deps, authorization, form)
  if (grant === 'authorization_code') return exchangeCode(deps, client, form)
  if (grant === 'refresh_token') return refreshTokens(deps, client, form)
  throw new OAuthRefused('unsupported_grant_type', 'Only authorization_code and refresh_token are offered here.')
}
