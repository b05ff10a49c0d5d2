import type { Secret } from '../../lib/secret.js'
import type { OAuthFlow, Seconds } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import { startAfresh } from '../server/start-afresh.js'
import type { TokenAnswer } from './exchange-code.js'
import type { ProvisioningDeps } from './provisioning-deps.js'

export interface Consent {
  flow: OAuthFlow
  userId: string
  refreshToken: Secret
  tokens: TokenAnswer
  /** null: the provider did not say. */
  scopes: readonly string[] | null
  now: Seconds
}

/** Where no lifetime is announced. */
const SHORT: Seconds = 60

/**
 * Seals the refresh token and replaces the person's row; the access token stays in memory only, with the broker.
 *
 * @throws {StorageFailed} and then nothing is kept.
 */
export async function storeGrant(
  { vault, storage, broker, config }: ProvisioningDeps,
  consent: Consent,
): Promise<void> {
  const { flow, userId, refreshToken, tokens, scopes, now } = consent
  const { issuer, clientId, correlationId } = flow
  const accessExpiresAt = now + (tokens.expiresIn ?? SHORT)
  const grant = {
    userId,
    issuer,
    clientId,
    sealed: vault.seal(refreshToken, sealContexts['refresh-token']({ issuer, userId, clientId })),
    scopes,
    tokenAudience: config.oidc.resourceUri,
    flowType: flow.kind,
    correlationId,
    refreshExpiresAt: tokens.refreshExpiresIn === undefined ? null : now + tokens.refreshExpiresIn,
    accessExpiresAt,
  }
  await startAfresh({ storage }, userId)
  await storage.grants.save(grant, now)
  broker.provisioned(userId, { token: tokens.accessToken, expiresAt: accessExpiresAt, scopes: scopes ?? [] })
}
