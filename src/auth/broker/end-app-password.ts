import type { Secret } from '../../lib/secret.js'
import { deleteAppPassword } from '../../nextcloud/login-flow/delete-app-password.js'
import type { StoredAppPassword } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { BrokerConfig, BrokerDeps } from './broker-deps.js'

export interface EndedAppPassword {
  had: boolean
  /** false: it is gone here, and may still work. null: nothing of ours to delete, or Nextcloud had refused it already. */
  deletedAtNextcloud: boolean | null
}

/** Forgets the person's app password, whatever Nextcloud says; one that its login flow made for us is deleted there as well. */
export async function endAppPassword(deps: BrokerDeps, userId: string): Promise<EndedAppPassword> {
  const row = await deps.storage.appPasswords.find(userId)
  if (!row) return { had: false, deletedAtNextcloud: null }
  const deletedAtNextcloud = await deleteOurs(deps, row)
  await deps.storage.appPasswords.remove(userId)
  return { had: true, deletedAtNextcloud }
}

type DeleteDeps = Pick<BrokerDeps, 'vault' | 'http' | 'ports' | 'log'> & { config: Pick<BrokerConfig, 'nextcloudUrl'> }

/** Never fails. Somebody else's app password is somebody else's to delete, and a refused one is not sent again. */
export async function deleteOurs(deps: DeleteDeps, row: StoredAppPassword): Promise<boolean | null> {
  if (row.origin !== 'login_flow' || row.rejectedAt !== null) return null
  const { http, ports, log, config } = deps
  const password = openQuietly(deps, row)
  if (!password) return false
  const credential = { kind: 'basic' as const, loginName: row.loginName ?? row.userId, password }
  const isGone = await deleteAppPassword(http, config.nextcloudUrl, credential, ports.now())
  if (!isGone) log.warn({ userId: row.userId }, 'an app password that is no longer needed was not deleted at Nextcloud')
  return isGone
}

function openQuietly({ vault, log }: DeleteDeps, row: StoredAppPassword): Secret | undefined {
  try {
    return vault.open(row.sealed.ciphertext, sealContexts['app-password'](row))
  } catch (error) {
    log.warn({ err: error, userId: row.userId }, 'an app password that cannot be opened was not deleted at Nextcloud')
    return undefined
  }
}
