import { ReauthRequired } from '../../errors/access-errors.js'
import type { Secret } from '../../lib/secret.js'
import type { Credential } from '../../nextcloud/http-client.js'
import type { StoredAppPassword } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { BrokerDeps } from './broker-deps.js'
import type { BrokerState } from './broker-state.js'

/**
 * The stored app password of a person, opened; undefined when there is none. One that another key sealed is sealed anew (STO-7).
 *
 * @throws {ReauthRequired} when it cannot be opened, or Nextcloud refused it: then only another one helps.
 */
export async function appPasswordCredential(
  deps: BrokerDeps,
  { refused }: Pick<BrokerState, 'refused'>,
  userId: string,
): Promise<Credential | undefined> {
  const row = await deps.storage.appPasswords.find(userId)
  if (!row) return undefined
  if (row.rejectedAt !== null) throw noLongerTaken()
  const password = open(deps, row)
  if (refused.has(userId, password)) throw noLongerTaken()
  if (row.sealed.keyId !== deps.vault.primaryKeyId) await reseal(deps, row, password)
  return { kind: 'basic', loginName: row.loginName ?? userId, password }
}

const noLongerTaken = () => new ReauthRequired('Nextcloud no longer takes the stored app password.')

function open({ vault, log, metrics }: BrokerDeps, row: StoredAppPassword): Secret {
  try {
    return vault.open(row.sealed.ciphertext, sealContexts['app-password'](row))
  } catch (cause) {
    metrics?.decryptionFailed('app-password')
    log.error({ err: cause, userId: row.userId, keyId: row.sealed.keyId }, 'a stored app password cannot be opened')
    throw new ReauthRequired('The stored app password cannot be read any more.', { cause })
  }
}

async function reseal({ storage, vault, log }: BrokerDeps, row: StoredAppPassword, password: Secret): Promise<void> {
  const fresh = vault.seal(password, sealContexts['app-password'](row))
  await storage.appPasswords.reseal(row.userId, row.sealed, fresh).catch((error: unknown) => {
    log.warn({ err: error, userId: row.userId }, 'an app password could not be sealed with the first key')
  })
}
