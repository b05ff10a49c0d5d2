import { Secret } from '../../lib/secret.js'
import { valueKind, type Refuse, type ValueKind } from './value-kind.js'

const KEY_BYTES = 32
const GENERATE = 'Make one with: nextcloud-mcp-server generate-key.'
/** The key that `.env.example` shows; everybody knows it. */
const SAMPLE_KEY = Buffer.from('replace-this-sample-key-32-bytes')

/**
 * STO-3, CFG-13: keys of exactly 32 bytes, separated by commas, in standard or URL-safe base64 with or without padding.
 * The secrets hold them as base64url.
 */
export function encryptionKeys(): ValueKind<readonly Secret[]> {
  const kind = valueKind('secret; base64 of 32 bytes, several separated by commas', readKeys)
  return { ...kind, secret: true }
}

function readKeys(text: string, refuse: Refuse): readonly Secret[] {
  const written = text.split(',').map(entry => entry.replaceAll(/\s/g, ''))
  if (!written.every(entry => /^[\w+/-]{43}=?$/.test(entry))) {
    return refuse('is not the base64 text of exactly 32 bytes.', `${GENERATE} Separate several keys by commas.`)
  }
  const keys = written.map(entry => Buffer.from(entry, 'base64'))
  if (keys.some(isGuessable)) return refuse('is a sample or an empty key that everybody knows.', GENERATE)
  const texts = [...new Set(keys.map(key => key.toString('base64url')))]
  if (texts.length < keys.length) return refuse('names the same key twice.', 'Leave each key in the list once.')
  return texts.map(key => new Secret(key))
}

function isGuessable(key: Buffer): boolean {
  return key.length !== KEY_BYTES || key.equals(SAMPLE_KEY) || key.every(byte => byte === key[0])
}
