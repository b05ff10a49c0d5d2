import { createHash, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { ConfigError } from '../errors/config-error.js'
import type { Secret } from '../lib/secret.js'
import type { MacPurpose, SealPurpose } from './vault.js'

/** Bytes of a master key and of every sub-key (AES-256). */
const KEY_BYTES = 32
/** Bytes of SHA-256(master key) that name it in an envelope. */
export const KEY_ID_BYTES = 8

export interface MasterKey {
  /** Hex of the first 8 bytes of SHA-256 of the key. */
  id: string
  /** HKDF-SHA-256 with an empty salt and the info `nc-mcp/v1/<purpose>` (RFC 5869); derived once per purpose. */
  subKey(purpose: SealPurpose | MacPurpose): KeyObject
}

export interface KeyRing {
  /** The key that seals. */
  primary: MasterKey
  byId: ReadonlyMap<string, MasterKey>
}

/**
 * @param keys - base64url of 32 bytes each; the first one seals.
 * @throws {ConfigError} when there is none, or one has another length.
 */
export function keyRing(keys: readonly Secret[]): KeyRing {
  const masters = keys.map(masterKey)
  const [primary] = masters
  if (!primary) throw wrongKey('holds no key.')
  return { primary, byId: new Map(masters.map(master => [master.id, master])) }
}

function masterKey(key: Secret): MasterKey {
  const material = Buffer.from(key.reveal(), 'base64url')
  if (material.length !== KEY_BYTES) throw wrongKey(`holds a key of ${material.length} bytes.`)
  const derived = new Map<string, KeyObject>()
  return {
    id: createHash('sha256').update(material).digest().subarray(0, KEY_ID_BYTES).toString('hex'),
    subKey(purpose) {
      const known = derived.get(purpose)
      if (known) return known
      const fresh = createSecretKey(Buffer.from(hkdfSync('sha256', material, '', `nc-mcp/v1/${purpose}`, KEY_BYTES)))
      derived.set(purpose, fresh)
      return fresh
    },
  }
}

const wrongKey = (problem: string) =>
  new ConfigError([{ variable: 'TOKEN_ENCRYPTION_KEY', problem, fix: 'Write 32 random bytes in base64.' }])
