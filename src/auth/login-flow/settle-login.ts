import { deleteAppPassword } from '../../nextcloud/login-flow/delete-app-password.js'
import { probeUser } from '../../nextcloud/users/probe-user.js'
import type { LoginFlow } from '../../storage/login-flow-storage.js'
import type { GrantedSecret } from './flow-secret.js'
import { keepCredential } from './keep-credential.js'
import type { LoginFlowDeps } from './login-flow-deps.js'
import type { LoginFailure } from './look-at-login.js'

/**
 * Nextcloud gave out a credential: whose is it, does it work, may it be kept? Whatever is not kept is deleted at Nextcloud.
 *
 * @throws {StorageFailed} and then the login is settled again when its lease lapsed.
 */
export async function settleLogin(
  deps: LoginFlowDeps,
  owner: string,
  flow: LoginFlow,
  granted: GrantedSecret,
): Promise<void> {
  const { http, config, ports } = deps
  const credential = credentialOf(granted)
  const probe = await probeUser(http, config.nextcloud.url, credential, { now: ports.now })
  if (probe.kind === 'rejected' || probe.kind === 'forbidden') return refuse(deps, owner, flow, 'credential_refused')
  if (probe.kind !== 'ok') return later(deps, owner, flow, granted, probe.retryAfterSeconds)
  const { id: userId } = probe.user
  if (flow.ticketUser !== null && flow.ticketUser !== userId) {
    await giveBack(deps, granted)
    return refuse(deps, owner, flow, 'wrong_person', userId)
  }
  await keepCredential(deps, userId, granted)
  await deps.storage.loginFlows.end(flow.flowHash, owner, { stage: 'done', userId })
  deps.audit.record('login_flow.success', 'ok', { userId, correlationId: flow.correlationId })
}

/** Deletes a credential that is not kept. Never fails. */
export async function giveBack({ http, config, ports, log }: LoginFlowDeps, granted: GrantedSecret): Promise<void> {
  const isGone = await deleteAppPassword(http, config.nextcloud.url, credentialOf(granted), ports.now())
  if (!isGone) log.warn({}, 'an app password that was not kept could not be deleted at Nextcloud')
}

export async function refuse(
  { storage, audit }: LoginFlowDeps,
  owner: string,
  { flowHash, correlationId, ticketUser }: LoginFlow,
  failure: LoginFailure,
  userId: string | null = ticketUser,
): Promise<void> {
  if (!(await storage.loginFlows.end(flowHash, owner, { stage: 'failed', failure }))) return
  const outcome = failure === 'wrong_person' || failure === 'login_expired' ? 'denied' : 'failed'
  audit.record('login_flow.failed', outcome, { userId, correlationId, reason: failure })
}

/** Nextcloud cannot be asked right now. The credential is kept sealed until it can, or the time of the login is over. */
async function later(
  deps: LoginFlowDeps,
  owner: string,
  flow: LoginFlow,
  granted: GrantedSecret,
  retryAfterSeconds: number,
): Promise<void> {
  const now = Math.floor(deps.ports.now() / 1000)
  if (now >= flow.expiresAt) {
    await giveBack(deps, granted)
    return refuse(deps, owner, flow, 'login_lost')
  }
  const next = { nextAt: now + Math.min(Math.max(retryAfterSeconds, 2), 60), answerLost: flow.answerLost }
  await deps.storage.loginFlows.postpone(flow.flowHash, owner, next)
}

const credentialOf = ({ loginName, appPassword: password }: GrantedSecret) =>
  ({ kind: 'basic', loginName, password }) as const
