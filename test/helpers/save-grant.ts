import { Secret } from '../../src/lib/secret.js'
import type { Storage } from '../../src/storage/storage.js'
import { sealContexts } from '../../src/vault/seal-contexts.js'
import type { Vault } from '../../src/vault/vault.js'
import type { ManualPorts } from './manual-ports.js'

/** A stored consent of one person, as provisioning would have left it. */
export async function saveGrant(
  { storage, vault, ports }: { storage: Storage; vault: Vault; ports: ManualPorts },
  {
    issuer,
    userId,
    clientId,
    refreshToken = 'refresh-token',
  }: { issuer: string; userId: string; clientId: string; refreshToken?: string },
) {
  const sealed = vault.seal(new Secret(refreshToken), sealContexts['refresh-token']({ issuer, userId, clientId }))
  const grant = {
    userId,
    issuer,
    clientId,
    sealed,
    scopes: null,
    tokenAudience: issuer,
    flowType: 'provision',
    correlationId: null,
  }
  return storage.grants.save(
    { ...grant, refreshExpiresAt: null, accessExpiresAt: null },
    Math.floor(ports.now() / 1000),
  )
}
