import { pollLogin } from '../../nextcloud/login-flow/poll-login.js'
import type { LoginFlow } from '../../storage/login-flow-storage.js'
import type { Seconds } from '../../storage/storage.js'
import { openGranted, openWaiting, sealGranted, type GrantedSecret, type WaitingSecret } from './flow-secret.js'
import type { LoginFlowDeps } from './login-flow-deps.js'
import { giveBack, refuse, settleLogin } from './settle-login.js'

export const POLL_EVERY: Seconds = 2
/** Twenty minutes of them, whatever the clock says. */
const MAX_POLLS = 600
const LONGEST_PAUSE: Seconds = 60

/**
 * One step of one login that `owner` holds: asks Nextcloud once, or goes on with what it gave.
 *
 * @throws {StorageFailed} and then the next step comes when the lease lapsed.
 */
export async function stepLogin(deps: LoginFlowDeps, owner: string, flow: LoginFlow): Promise<void> {
  const secrets = openSecrets(deps, flow)
  if (!secrets) return refuse(deps, owner, flow, 'internal')
  if (secrets.granted) return settleLogin(deps, owner, flow, secrets.granted)
  const now = Math.floor(deps.ports.now() / 1000)
  const isOver = now >= flow.expiresAt || flow.attempts >= MAX_POLLS
  if (isOver) return refuse(deps, owner, flow, flow.answerLost ? 'login_lost' : 'login_expired')
  return ask(deps, owner, flow, secrets.waiting)
}

async function ask(deps: LoginFlowDeps, owner: string, flow: LoginFlow, waiting: WaitingSecret): Promise<void> {
  const { http, config, ports, storage, log } = deps
  const answer = await pollLogin(http, config.nextcloud.url, waiting.pollToken, { now: ports.now })
  if (answer.kind === 'granted') return granted(deps, owner, flow, answer)
  const isDown = answer.kind === 'unavailable'
  if (isDown)
    log.warn({ reason: answer.reason, maybeLost: answer.maybeLost }, 'Nextcloud could not be asked about a login')
  const pause = isDown ? Math.min(Math.max(answer.retryAfterSeconds, POLL_EVERY), LONGEST_PAUSE) : POLL_EVERY
  const answerLost = flow.answerLost || (isDown && answer.maybeLost)
  await storage.loginFlows.postpone(flow.flowHash, owner, {
    nextAt: Math.floor(ports.now() / 1000) + pause,
    answerLost,
  })
}

/** It is given out once: it is written down before anything else happens with it, so that neither a crash nor an outage loses it. */
async function granted(deps: LoginFlowDeps, owner: string, flow: LoginFlow, credential: GrantedSecret): Promise<void> {
  const sealed = sealGranted(deps.vault, flow.flowHash, credential)
  const isKept = await deps.storage.loginFlows
    .keepGranted(flow.flowHash, owner, sealed)
    .catch(async (error: unknown) => {
      await giveBack(deps, credential)
      throw error
    })
  if (!isKept) return giveBack(deps, credential)
  return settleLogin(deps, owner, { ...flow, stage: 'granted' }, credential)
}

type Opened = { granted: GrantedSecret } | { granted: undefined; waiting: WaitingSecret }

function openSecrets({ vault, log }: LoginFlowDeps, flow: LoginFlow): Opened | undefined {
  try {
    const given = openGranted(vault, flow)
    if (given) return { granted: given }
    const waiting = openWaiting(vault, flow)
    return waiting && { granted: undefined, waiting }
  } catch (error) {
    log.error({ err: error }, 'what a login in progress keeps cannot be opened')
    return undefined
  }
}
