import { tokenRevocation } from 'openid-client'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import type { TokenAnswer } from './exchange-code.js'
import { openidConfiguration } from './openid-configuration.js'
import type { ProvisioningDeps } from './provisioning-deps.js'
import { tokenFetch } from './token-fetch.js'

/**
 * Gives back tokens that will not be kept, where the provider takes them back (RFC 7009). Nextcloud has no such endpoint: there
 * they lapse by themselves. Never fails.
 */
export async function dropTokens(
  { http, log }: ProvisioningDeps,
  session: OidcSession,
  tokens: TokenAnswer,
): Promise<boolean> {
  if (!session.provider.revocationEndpoint) return false
  const token = tokens.refreshToken ?? tokens.accessToken
  try {
    await tokenRevocation(openidConfiguration(session, tokenFetch(http).fetch), token.reveal())
    return true
  } catch {
    log.warn({ issuer: session.provider.issuer }, 'tokens that were not kept could not be revoked')
    return false
  }
}
