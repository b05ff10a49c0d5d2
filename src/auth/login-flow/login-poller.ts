import type { Stop } from '../../lib/ports.js'
import type { LoginFlow } from '../../storage/login-flow-storage.js'
import type { Seconds } from '../../storage/storage.js'
import type { LoginFlowDeps } from './login-flow-deps.js'
import { POLL_EVERY, stepLogin } from './step-login.js'

/** Longer than a step takes, so that another process takes over only from one that is gone. */
const LEASE: Seconds = 60
/** Per round: strangers may start logins, and Nextcloud must not feel it. */
const BATCH = 20

export interface LoginPoller {
  start(): void
  /** Resolves when the round under way is over: an answer that nobody reads would be a credential lost. */
  stop(): Promise<void>
}

/** Asks Nextcloud about open logins in the background, each by one process at a time. */
export function loginPoller(deps: LoginFlowDeps): LoginPoller {
  const { storage, ports, log } = deps
  const owner = ports.random(16).toString('hex')
  let stopTimer: Stop | undefined
  let round: Promise<void> | undefined

  async function runRound(): Promise<void> {
    const now = Math.floor(ports.now() / 1000)
    const due = await storage.loginFlows.claimDue(owner, now, now + LEASE, BATCH)
    await Promise.all(due.map(step))
  }

  async function step(flow: LoginFlow): Promise<void> {
    await stepLogin(deps, owner, flow).catch((error: unknown) => log.error({ err: error }, 'a login could not go on'))
  }

  function tick(): void {
    round ??= runRound()
      .catch((error: unknown) => log.error({ err: error }, 'logins in progress cannot be read'))
      .finally(() => (round = undefined))
  }

  return {
    start: () => void (stopTimer ??= ports.every(POLL_EVERY * 1000, tick)),
    async stop() {
      stopTimer?.()
      await round
    },
  }
}
