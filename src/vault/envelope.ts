import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import { KEY_ID_BYTES } from './key-ring.js'

const VERSION = 0x01
const IV_BYTES = 12
const TAG_BYTES = 16
const HEADER_BYTES = 1 + KEY_ID_BYTES
const OVERHEAD_BYTES = HEADER_BYTES + IV_BYTES + TAG_BYTES
const CIPHER = 'aes-256-gcm'

export interface Envelope {
  /** Hex. */
  keyId: string
  iv: Buffer
  body: Buffer
  tag: Buffer
}

interface Encryption {
  keyId: string
  key: KeyObject
  iv: Buffer
  aad: Buffer
}

/** `0x01 ‖ key id (8) ‖ iv (12) ‖ ciphertext ‖ tag (16)`, AES-256-GCM (NIST SP 800-38D). */
export function encryptEnvelope(plaintext: string, { keyId, key, iv, aad }: Encryption): Buffer {
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(aad)
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([VERSION]), Buffer.from(keyId, 'hex'), iv, body, cipher.getAuthTag()])
}

/** undefined when the bytes are not an envelope of this version. Nothing is authenticated yet. */
export function readEnvelope(bytes: Uint8Array): Envelope | undefined {
  const envelope = Buffer.from(bytes)
  if (envelope.length < OVERHEAD_BYTES || envelope[0] !== VERSION) return undefined
  const bodyStart = HEADER_BYTES + IV_BYTES
  return {
    keyId: envelope.subarray(1, HEADER_BYTES).toString('hex'),
    iv: envelope.subarray(HEADER_BYTES, bodyStart),
    body: envelope.subarray(bodyStart, -TAG_BYTES),
    tag: envelope.subarray(-TAG_BYTES),
  }
}

/** @throws when the tag does not authenticate the body and `aad` under `key`. */
export function decryptEnvelope({ iv, body, tag }: Envelope, key: KeyObject, aad: Buffer): string {
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(aad).setAuthTag(tag)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}
