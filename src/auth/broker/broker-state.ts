import { AccessCache } from './access-cache.js'
import type { BrokerDeps } from './broker-deps.js'
import { type RefusedPasswords, refusedPasswords } from './refused-passwords.js'
import { type RotationKeeper, rotationKeeper } from './rotation-keeper.js'
import { type UserBackoff, userBackoff } from './user-backoff.js'

/** What the parts of the broker share while the process lives. */
export interface BrokerState {
  cache: AccessCache
  backoff: UserBackoff
  rotations: RotationKeeper
  /** People whose last access token Nextcloud turned away. */
  rejections: Set<string>
  refused: RefusedPasswords
  listeners: Set<(userId: string) => void>
  /** The grant ended or was replaced: forget all about it, and tell everybody. */
  forget(userId: string): void
}

export function brokerState(deps: BrokerDeps): BrokerState {
  const state: BrokerState = {
    cache: new AccessCache(),
    backoff: userBackoff(deps.ports),
    rotations: rotationKeeper(deps),
    rejections: new Set(),
    refused: refusedPasswords(deps.vault),
    listeners: new Set(),
    forget(userId) {
      state.cache.invalidate(userId)
      state.backoff.clear(userId)
      state.rotations.forget(userId)
      state.rejections.delete(userId)
      state.refused.forget(userId)
      for (const listener of state.listeners) tell(deps, listener, userId)
    },
  }
  return state
}

function tell({ log }: BrokerDeps, listener: (userId: string) => void, userId: string): void {
  try {
    listener(userId)
  } catch (error) {
    log.error({ err: error, userId }, 'a listener for ended grants failed')
  }
}
