import { ProvisioningFailed } from '../../errors/provisioning-failed.js'
import type { IdTokenClaims } from '../oidc/id-token-claims.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import { readUserId, userIdClaim } from '../user-id.js'
import { askUserinfo } from './ask-userinfo.js'
import type { TokenAnswer } from './exchange-code.js'
import type { ProvisioningDeps } from './provisioning-deps.js'

/**
 * The Nextcloud account of whoever consented: `sub` of the verified ID token; of another provider than Nextcloud the claim that an administrator named, from the ID token or,
 * where it is not in there, from userinfo. There is no substitute for a claim that is missing.
 *
 * @throws {ProvisioningFailed}
 */
export async function identifyPerson(
  { config, http }: Pick<ProvisioningDeps, 'config' | 'http'>,
  { provider }: OidcSession,
  tokens: Pick<TokenAnswer, 'accessToken'>,
  claims: IdTokenClaims,
): Promise<string> {
  const claim = userIdClaim(config, provider)
  const known = readUserId(claims, claim)
  if (known !== undefined) return known
  const url = claim === 'sub' ? undefined : provider.userinfoEndpoint
  const asked = url && readUserId(await askUserinfo(http, url, tokens.accessToken, claims.sub), claim)
  if (!asked) throw new ProvisioningFailed('id_token_invalid', { detail: `no user id in ${claim}` })
  return asked
}
