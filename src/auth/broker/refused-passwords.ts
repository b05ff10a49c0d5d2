import { LRUCache } from 'lru-cache'
import type { Secret } from '../../lib/secret.js'
import type { Vault } from '../../vault/vault.js'

const MAX_PEOPLE = 10_000

/**
 * App passwords that Nextcloud refused a moment ago, as keyed hashes; the stored row says the same a little later. Sending one again would
 * count as a wrong password, and eleven of those block this server for everybody.
 */
export interface RefusedPasswords {
  add(userId: string, password: Secret): void
  has(userId: string, password: Secret): boolean
  forget(userId: string): void
}

export function refusedPasswords(vault: Pick<Vault, 'mac'>): RefusedPasswords {
  const refused = new LRUCache<string, string>({ max: MAX_PEOPLE })
  const mac = (userId: string, password: Secret) =>
    vault.mac('cache-mac', 'refused app password', userId, password.reveal())
  return {
    add: (userId, password) => void refused.set(userId, mac(userId, password)),
    has: (userId, password) => refused.has(userId) && refused.get(userId) === mac(userId, password),
    forget: userId => void refused.delete(userId),
  }
}
