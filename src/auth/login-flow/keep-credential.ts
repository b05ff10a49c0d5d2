import { constantTimeEqual } from '../../lib/constant-time-equal.js'
import type { StoredAppPassword } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import { deleteOurs } from '../broker/end-app-password.js'
import { startAfresh } from '../server/start-afresh.js'
import type { GrantedSecret } from './flow-secret.js'
import type { LoginFlowDeps } from './login-flow-deps.js'

/**
 * Makes a checked credential the person's stored app password. The one before, if the login flow made it too, is deleted at Nextcloud.
 *
 * @throws {StorageFailed} and then nothing is kept here; the same call may be repeated.
 */
export async function keepCredential(
  deps: LoginFlowDeps,
  userId: string,
  { loginName, appPassword }: GrantedSecret,
): Promise<void> {
  const { storage, vault, ports, broker } = deps
  const before = await storage.appPasswords.find(userId)
  const sealed = vault.seal(appPassword, sealContexts['app-password']({ userId }))
  const row = { userId, loginName: loginName === userId ? null : loginName, sealed, scopes: null }
  await startAfresh({ storage }, userId)
  await storage.appPasswords.save({ ...row, origin: 'login_flow' }, Math.floor(ports.now() / 1000))
  broker.provisioned(userId)
  if (before && !isSame(deps, before, appPassword)) await deleteBefore(deps, before)
}

/** After a crash between saving and finishing the same one is kept again: it must not be taken for its own predecessor. */
function isSame({ vault }: LoginFlowDeps, row: StoredAppPassword, appPassword: GrantedSecret['appPassword']): boolean {
  try {
    const stored = vault.open(row.sealed.ciphertext, sealContexts['app-password'](row))
    return constantTimeEqual(stored.reveal(), appPassword.reveal())
  } catch {
    return false
  }
}

async function deleteBefore({ config, ...deps }: LoginFlowDeps, row: StoredAppPassword): Promise<void> {
  await deleteOurs({ ...deps, config: { nextcloudUrl: config.nextcloud.url } }, row)
}
