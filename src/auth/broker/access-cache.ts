import { LRUCache } from 'lru-cache'
import type { Seconds } from '../../storage/storage.js'
import type { AccessToken } from './token-broker.js'

export interface CachedAccess {
  access: AccessToken
  obtainedAt: Seconds
  /** Obtained because Nextcloud had turned the one before away. */
  afterRejection: boolean
}

/** Stands for one grant of one person; a new grant, or none, makes it void. */
export type Stamp = symbol

const MAX_PEOPLE = 10_000
/** So that no token dies on its way to Nextcloud. */
const MARGIN_SECONDS = 30

/** Access tokens, in memory only and one per person: Nextcloud has one live access token per grant and ignores `scope`. */
export class AccessCache {
  readonly #entries = new LRUCache<string, CachedAccess>({ max: MAX_PEOPLE })
  readonly #stamps = new LRUCache<string, Stamp>({ max: MAX_PEOPLE })

  /** A token that lasts `minValiditySeconds`, or half of its life where its life is shorter than that. */
  usable(userId: string, now: Seconds, minValiditySeconds: number): AccessToken | undefined {
    const entry = this.#entries.get(userId)
    if (!entry) return undefined
    const left = entry.access.expiresAt - now
    const wanted = Math.min(minValiditySeconds, (entry.access.expiresAt - entry.obtainedAt) / 2)
    return left > MARGIN_SECONDS && left >= wanted ? entry.access : undefined
  }

  peek(userId: string): CachedAccess | undefined {
    return this.#entries.peek(userId)
  }

  stamp(userId: string): Stamp {
    const stamp = this.#stamps.get(userId) ?? Symbol('grant')
    this.#stamps.set(userId, stamp)
    return stamp
  }

  /** Does nothing when the grant that `stamp` stands for was replaced or ended meanwhile. */
  put(userId: string, stamp: Stamp, entry: CachedAccess): void {
    if (this.#stamps.get(userId) === stamp) this.#entries.set(userId, entry)
  }

  /** The token is bad, the grant may be good. */
  drop(userId: string): void {
    this.#entries.delete(userId)
  }

  /** The grant was replaced or ended: what is on its way for it must not arrive. */
  invalidate(userId: string): void {
    this.#entries.delete(userId)
    this.#stamps.delete(userId)
  }

  clear(): void {
    this.#entries.clear()
    this.#stamps.clear()
  }
}
