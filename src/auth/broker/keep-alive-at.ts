import { createHash } from 'node:crypto'
import type { Grant, Seconds } from '../../storage/storage.js'

/** A grant that lasts longer is left alone until its last day. */
export const KEEP_ALIVE_WITHIN_SECONDS = 86_400
const SPREAD = 0.1

/**
 * When the grant is refreshed though nobody needs it, so that it does not lapse: about half-way through its life (each person a little
 * earlier or later, always the same), and not before its last day.
 *
 * @returns null: the provider did not say that it lapses.
 */
export function keepAliveAt(
  grant: Pick<Grant, 'userId' | 'refreshExpiresAt' | 'lastRefreshAt' | 'provisionedAt'>,
): Seconds | null {
  const { refreshExpiresAt: end, lastRefreshAt, provisionedAt } = grant
  if (end === null) return null
  const start = Math.max(lastRefreshAt ?? 0, provisionedAt)
  const halfWay = start + Math.max(0, end - start) * (0.5 + SPREAD * (share(grant.userId) - 0.5))
  return Math.floor(Math.max(halfWay, end - KEEP_ALIVE_WITHIN_SECONDS))
}

/** 0 to 1, the same for one person at all times. */
const share = (userId: string) => createHash('sha256').update(userId).digest().readUInt32BE() / 2 ** 32
