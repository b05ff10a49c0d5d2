import type { CryptoKey } from 'jose'
import { LRUCache } from 'lru-cache'

import type { Ports } from '../../lib/ports.js'
import { singleFlight } from '../../lib/single-flight.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import { fetchJwks } from './fetch-jwks.js'
import { fits, importSigningKey, type SigningAlgorithm, type SigningKey } from './signing-key.js'

export interface KeyWanted {
  /** From the token's header; undefined: the only key that fits. */
  kid: string | undefined
  alg: SigningAlgorithm
}

export type KeyResult =
  | { ok: true; key: CryptoKey }
  /** `unknown_key` is the token's fault; the other two are the provider's, and never a reason to call a token bad. */
  | { ok: false; reason: 'unknown_key' | 'no_signing_keys' | 'network_error'; retryAfterSeconds?: number }

/** Signing keys of identity providers. */
export interface Jwks {
  find(jwksUri: string, wanted: KeyWanted): Promise<KeyResult>
  /** Rises whenever the set of keys at this address is seen to differ: what was verified before must be verified again. */
  revision(jwksUri: string): number
}

interface KeySet {
  keys: readonly SigningKey[]
  fetchedAt: number
  triedAt: number
  revision: number
  imported: Map<string, Promise<CryptoKey | undefined>>
}

const FRESH_MS = 5 * 60_000
const USABLE_MS = 60 * 60_000
const REFETCH_MS = 30_000
const FIRST_RETRY_MS = 5_000

/**
 * Keeps key sets for five minutes, for an hour while the provider cannot be asked. A key id that is not there makes it look
 * again, but at most once in 30 seconds: ids are made up freely by whoever sends tokens.
 */
export function createJwksCache({ http, ports }: { http: HttpClient; ports: Ports }): Jwks {
  const sets = new LRUCache<string, KeySet>({ max: 16 })
  const once = singleFlight<KeySet>()

  async function refresh(uri: string): Promise<KeySet> {
    const known = sets.get(uri)
    const keys = await fetchJwks(http, uri)
    const next = keys ? replaced(known, keys, ports.now()) : tried(known, ports.now())
    sets.set(uri, next)
    return next
  }

  async function current(uri: string): Promise<KeySet> {
    const known = sets.get(uri)
    const now = ports.now()
    if (known && (isFresh(known, now) || !mayFetch(known, now))) return known
    return once(uri, () => refresh(uri))
  }

  return {
    async find(uri, wanted) {
      const found = await pick(await current(uri), wanted, ports.now())
      if (found.ok || found.reason === 'network_error') return found
      const latest = sets.get(uri)
      if (latest && !mayFetch(latest, ports.now())) return pick(latest, wanted, ports.now())
      return pick(await once(uri, () => refresh(uri)), wanted, ports.now())
    },
    revision: uri => sets.get(uri)?.revision ?? 0,
  }
}

const isFresh = (set: KeySet, now: number) => set.fetchedAt > 0 && now - set.fetchedAt < FRESH_MS

const mayFetch = (set: KeySet, now: number) => now - set.triedAt >= (set.fetchedAt > 0 ? REFETCH_MS : FIRST_RETRY_MS)

function replaced(known: KeySet | undefined, keys: readonly SigningKey[], now: number): KeySet {
  const same = known !== undefined && JSON.stringify(known.keys) === JSON.stringify(keys)
  const revision = (known?.revision ?? 0) + (same ? 0 : 1)
  const imported = same ? known.imported : new Map<string, Promise<CryptoKey | undefined>>()
  return { keys, fetchedAt: now, triedAt: now, revision, imported }
}

function tried(known: KeySet | undefined, now: number): KeySet {
  const empty = { keys: [], fetchedAt: 0, revision: 0, imported: new Map<string, Promise<CryptoKey | undefined>>() }
  return { ...(known ?? empty), triedAt: now }
}

async function pick(set: KeySet, wanted: KeyWanted, now: number): Promise<KeyResult> {
  const retryAfterSeconds = Math.max(1, Math.ceil((set.triedAt + FIRST_RETRY_MS - now) / 1000))
  if (set.fetchedAt === 0 || now - set.fetchedAt >= USABLE_MS)
    return { ok: false, reason: 'network_error', retryAfterSeconds }
  if (set.keys.length === 0) return { ok: false, reason: 'no_signing_keys', retryAfterSeconds: REFETCH_MS / 1000 }
  const matching = set.keys.filter(key => fits(key, wanted.alg) && (wanted.kid === undefined || key.kid === wanted.kid))
  const [jwk] = matching
  const key = jwk && matching.length === 1 ? await importOnce(set, jwk, wanted.alg) : undefined
  return key ? { ok: true, key } : { ok: false, reason: 'unknown_key' }
}

function importOnce(set: KeySet, jwk: SigningKey, alg: SigningAlgorithm): Promise<CryptoKey | undefined> {
  const id = `${alg} ${set.keys.indexOf(jwk)}`
  const importing = set.imported.get(id) ?? importSigningKey(jwk, alg)
  set.imported.set(id, importing)
  return importing
}
