import type { Stop } from '../../lib/ports.js'
import type { Grant } from '../../storage/storage.js'
import type { BrokerDeps } from './broker-deps.js'
import { KEEP_ALIVE_WITHIN_SECONDS, keepAliveAt } from './keep-alive-at.js'

const TICK_MS = 30_000
const BATCH = 200

export interface UpkeepActions {
  refresh(userId: string): Promise<unknown>
  /** The consent is older than `PROVISIONING_MAX_AGE`. */
  expire(userId: string): Promise<unknown>
}

export interface GrantUpkeep {
  start(): void
  /** Resolves when the round under way is over. */
  stop(): Promise<void>
}

/** Keeps grants alive that would lapse, and ends those that are older than the administrator allows. One at a time, in the background. */
export function grantUpkeep(deps: BrokerDeps, actions: UpkeepActions): GrantUpkeep {
  const { storage, ports, log, config } = deps
  let stopTimer: Stop | undefined
  let round: Promise<void> | undefined
  let stopped = false

  async function runRound(): Promise<void> {
    const now = Math.floor(ports.now() / 1000)
    for (const { userId } of await tooOld(now)) await attempt(() => actions.expire(userId), userId)
    for (const { userId } of await lapsing(now)) await attempt(() => actions.refresh(userId), userId)
  }

  const tooOld = async (now: number): Promise<Grant[]> =>
    config.maxAgeSeconds === undefined ? [] : storage.grants.provisionedBefore(now - config.maxAgeSeconds, BATCH)

  async function lapsing(now: number): Promise<Grant[]> {
    if (!config.offlineAccess) return []
    const soon = await storage.grants.lapsingBefore(now + KEEP_ALIVE_WITHIN_SECONDS, BATCH)
    deps.lives?.seen(soon)
    return soon.filter(grant => (keepAliveAt(grant) ?? Infinity) <= now)
  }

  async function attempt(action: () => Promise<unknown>, userId: string): Promise<void> {
    if (stopped) return
    await action().catch((error: unknown) => log.debug({ err: error, userId }, 'upkeep of a grant did not succeed'))
  }

  function tick(): void {
    round ??= runRound()
      .catch((error: unknown) => log.error({ err: error }, 'upkeep of grants failed'))
      .finally(() => (round = undefined))
  }

  return {
    start: () => void (stopTimer ??= ports.every(TICK_MS, tick)),
    async stop() {
      stopped = true
      stopTimer?.()
      await round
    },
  }
}
