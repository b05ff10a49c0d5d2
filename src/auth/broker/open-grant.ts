import type { Secret } from '../../lib/secret.js'
import type { Grant } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { BrokerDeps } from './broker-deps.js'
import { REASONS } from './reasons.js'
import { park, reauthRequired } from './usable-grant.js'

/** The stored refresh token. @throws {ReauthRequired} when it cannot be opened; the row is marked and keeps its token (STO-6). */
export async function openGrant(deps: BrokerDeps, grant: Grant): Promise<Secret> {
  if (!grant.ciphertext) throw reauthRequired()
  try {
    return deps.vault.open(grant.ciphertext, sealContexts['refresh-token'](grant))
  } catch (error) {
    const { userId, issuer, keyId } = grant
    deps.metrics?.decryptionFailed('refresh-token')
    deps.log.error({ err: error, userId, issuer, keyId }, 'a stored refresh token cannot be opened')
    return park(deps, grant, REASONS.unreadable, error)
  }
}
