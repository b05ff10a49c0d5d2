import { constantTimeEqual } from '../../lib/constant-time-equal.js'
import type { Credential } from '../../nextcloud/http-client.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { BrokerDeps } from './broker-deps.js'
import type { BrokerState } from './broker-state.js'
import { REASONS } from './reasons.js'

/** Nextcloud refused a stored app password: it is not sent again, in this process from now on, in others once the row says so (BRK-14). */
export function rejectPassword(
  deps: BrokerDeps,
  state: Pick<BrokerState, 'refused'>,
  userId: string,
  credential: Extract<Credential, { kind: 'basic' }>,
): void {
  state.refused.add(userId, credential.password)
  mark(deps, userId, credential).catch((error: unknown) =>
    deps.log.error({ err: error, userId }, 'a refused app password was not marked'),
  )
}

async function mark(
  { storage, vault, audit, ports, log }: BrokerDeps,
  userId: string,
  { password }: Extract<Credential, { kind: 'basic' }>,
): Promise<void> {
  const row = await storage.appPasswords.find(userId)
  if (!row) return
  const stored = vault.open(row.sealed.ciphertext, sealContexts['app-password'](row))
  if (!constantTimeEqual(stored.reveal(), password.reveal())) return
  if (!(await storage.appPasswords.markRejected(userId, row.sealed, Math.floor(ports.now() / 1000)))) return
  log.warn({ userId }, 'Nextcloud refuses the stored app password of a person')
  audit.record('app_password.rejected', 'denied', { userId, reason: REASONS.rejected })
}
