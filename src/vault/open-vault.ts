import { createHmac, hash, randomBytes } from 'node:crypto'
import { DecryptionFailed } from '../errors/storage-errors.js'
import type { Random } from '../lib/ports.js'
import { Secret } from '../lib/secret.js'
import { associatedData } from './associated-data.js'
import { decryptEnvelope, encryptEnvelope, type Envelope, readEnvelope } from './envelope.js'
import { keyRing, type MasterKey } from './key-ring.js'
import type { SealContext, Vault } from './vault.js'

const IV_BYTES = 12
const MASTER_KEY_BYTES = 32

/**
 * @param keys - master keys, base64url of 32 bytes each: the first seals, all open.
 * @throws {ConfigError} when there is none, or one has another length.
 */
export function openVault(keys: readonly Secret[], random: Random = randomBytes): Vault {
  const ring = keyRing(keys)
  const { primary } = ring
  const fingerprintKey = primary.subKey('cache-mac').export().toString('base64url')
  return {
    primaryKeyId: primary.id,
    keyIds: [...ring.byId.keys()],
    seal(plaintext, context) {
      const key = primary.subKey(context.purpose)
      const encryption = { keyId: primary.id, key, iv: random(IV_BYTES), aad: associatedData(context) }
      return { ciphertext: encryptEnvelope(plaintext.reveal(), encryption), keyId: primary.id }
    },
    open(ciphertext, context) {
      const envelope = readEnvelope(ciphertext)
      if (!envelope) throw new DecryptionFailed('A stored secret is not an envelope that this release knows.')
      const master = ring.byId.get(envelope.keyId)
      if (!master)
        throw new DecryptionFailed(`A stored secret was sealed with key ${envelope.keyId}, which is not configured.`)
      return new Secret(decrypt(envelope, master, context))
    },
    fingerprint: text => hash('sha256', fingerprintKey + text, 'base64url'),
    mac(purpose, ...parts) {
      const message = parts.map(part => `${Buffer.byteLength(part)}:${part}`).join('')
      return createHmac('sha256', primary.subKey(purpose)).update(message).digest('base64url')
    },
  }
}

/** A vault for modes that persist nothing: its key is made now and dies with the process. */
export function ephemeralVault(random: Random): Vault {
  return openVault([new Secret(random(MASTER_KEY_BYTES).toString('base64url'))], random)
}

function decrypt(envelope: Envelope, master: MasterKey, context: SealContext): string {
  try {
    return decryptEnvelope(envelope, master.subKey(context.purpose), associatedData(context))
  } catch (cause) {
    throw new DecryptionFailed(`A stored secret (${context.purpose}, key ${master.id}) was changed or moved.`, {
      cause,
    })
  }
}
