import type { Secret } from '../../lib/secret.js'
import type { Grant, GrantRotation } from '../../storage/storage.js'
import { backoffMs } from '../oidc/backoff-ms.js'
import type { BrokerDeps } from './broker-deps.js'

/** A new refresh token, on its way into the row that holds version `version`. */
export interface Rotation {
  issuer: string
  userId: string
  version: number
  token: Secret
  row: GrantRotation
}

/** `superseded`: the row is another one now. `pending`: the disk refused; we hold the token and go on trying. */
export type Kept = 'stored' | 'superseded' | 'pending'

export interface RotationKeeper {
  keep(rotation: Rotation): Promise<Kept>
  /** The token that a failed write left in memory; the stored one is dead by then. */
  pending(grant: Grant): Secret | undefined
  forget(userId: string): void
  /** Tries once more to write what is pending, and gives up the rest. */
  stop(): Promise<void>
}

const RETRY = { baseMs: 500, maxMs: 60_000 }

/**
 * Writes a rotated refresh token before anything else happens with it. There is no second copy: when the write fails the token stays
 * in memory, and is written as soon as the disk allows.
 */
export function rotationKeeper({ storage, ports, log }: BrokerDeps): RotationKeeper {
  const waiting = new Map<string, Rotation>()
  const stopping = new AbortController()

  const write = async ({ issuer, userId, version, row }: Rotation): Promise<Kept> =>
    (await storage.grants.rotate(issuer, userId, version, row, Math.floor(ports.now() / 1000)))
      ? 'stored'
      : 'superseded'

  async function keep(rotation: Rotation): Promise<Kept> {
    try {
      const kept = await write(rotation)
      waiting.delete(rotation.userId)
      return kept
    } catch (error) {
      log.error(
        { err: error, userId: rotation.userId },
        'a new refresh token could not be stored; it is kept in memory',
      )
      waiting.set(rotation.userId, rotation)
      void retry(rotation)
      return 'pending'
    }
  }

  async function retry(rotation: Rotation): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const slept = await sleep(backoffMs(attempt, RETRY, ports.random))
      if (!slept || waiting.get(rotation.userId) !== rotation || (await settled(rotation))) return
    }
  }

  async function settled(rotation: Rotation): Promise<boolean> {
    try {
      const kept = await write(rotation)
      if (waiting.get(rotation.userId) === rotation) waiting.delete(rotation.userId)
      log.info({ userId: rotation.userId, kept }, 'the refresh token that was kept in memory is settled')
      return true
    } catch (error) {
      log.error({ err: error, userId: rotation.userId }, 'a new refresh token still cannot be stored')
      return false
    }
  }

  const sleep = (ms: number) =>
    ports.sleep(ms, stopping.signal).then(
      () => true,
      () => false,
    )

  return {
    keep,
    pending({ issuer, userId, version }) {
      const held = waiting.get(userId)
      return held?.issuer === issuer && held.version === version ? held.token : undefined
    },
    forget: userId => void waiting.delete(userId),
    async stop() {
      stopping.abort()
      for (const rotation of waiting.values()) await settled(rotation)
    },
  }
}
