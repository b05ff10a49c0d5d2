import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { type Audit, createAudit } from '../../src/auth/audit.js'
import { checkKeys } from '../../src/auth/key-rotation/check-keys.js'
import type { StorageConfig } from '../../src/config/config.js'
import { openStorage } from '../../src/storage/open-storage.js'
import type { Storage } from '../../src/storage/storage.js'
import { sweepExpired } from '../../src/storage/sweep-expired.js'
import { ephemeralVault, openVault } from '../../src/vault/open-vault.js'
import type { Vault } from '../../src/vault/vault.js'

declare module 'fastify' {
  interface FastifyInstance {
    vault: Vault
    /** undefined in modes that persist nothing. */
    storage: Storage | undefined
    audit: Audit
  }
}
const meta = { name: 'token-storage', fastify: '5.x' }
const SWEEP_INTERVAL_MS = 600_000

/**
 * Provides `app.vault`, `app.storage` and `app.audit`. Needs nothing but what `buildApp` sets. The database is opened, migrated and
 * its key checked before any other plugin starts, and closed when the server closes.
 */
export const tokenStorage = fp(async app => {
  const { config, ports } = app
  const vault = config.storage ? openVault(config.storage.keys, ports.random) : ephemeralVault(ports.random)
  const storage = config.storage && (await openChecked(app, config.storage, vault))
  app.decorate('vault', vault)
  app.decorate('storage', storage)
  app.decorate('audit', createAudit(storage?.audit, app.log, ports.now))
}, meta)

async function openChecked(app: FastifyInstance, config: StorageConfig, vault: Vault): Promise<Storage> {
  const storage = await openStorage({ path: config.path, now: app.ports.now })
  app.addHook('onClose', () => storage.close())
  const check = await checkKeys(storage, vault, { allowReset: config.allowKeyReset }).catch(async (error: unknown) => {
    await storage.close()
    throw error
  })
  if (check.missingKeyIds.length > 0) app.log.warn({ check }, 'some stored secrets need a key that is not configured')
  const stop = app.ports.every(SWEEP_INTERVAL_MS, () => void sweep(app, storage))
  app.addHook('preClose', async () => stop())
  return storage
}

async function sweep(app: FastifyInstance, storage: Storage): Promise<void> {
  try {
    const swept = await sweepExpired(storage, Math.floor(app.ports.now() / 1000))
    app.log.debug({ swept }, 'expired rows were deleted')
  } catch (error) {
    app.log.error({ err: error }, 'expired rows could not be deleted')
  }
}
