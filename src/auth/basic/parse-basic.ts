import { isUtf8 } from 'node:buffer'

import { Secret } from '../../lib/secret.js'

export type BasicHeader =
  /** Base64 of name and password, not decoded yet. */
  { kind: 'encoded'; encoded: string } | { kind: 'missing' } | { kind: 'malformed' }

export type ParsedBasic =
  | { kind: 'credentials'; username: string; password: Secret }
  /** Nothing for us: no header, or another scheme. */
  | { kind: 'missing' }
  | { kind: 'malformed' }

const SCHEME = /^basic(?: |$)/i
const HEADER = /^basic +([a-z0-9+/]+={0,2})$/i

const MAX_ENCODED = 4096
const MAX_USERNAME = 255
const MAX_PASSWORD_BYTES = 1024
const COLON = 0x3a

/** Takes the credential out of the header without decoding it. @param values - every `Authorization` header; two are malformed. */
export function basicHeader(values: readonly string[]): BasicHeader {
  const [value] = values
  if (value === undefined) return { kind: 'missing' }
  if (values.length > 1) return { kind: 'malformed' }
  if (!SCHEME.test(value)) return { kind: 'missing' }
  const encoded = value.length <= MAX_ENCODED + 'basic '.length ? HEADER.exec(value)?.[1] : undefined
  return encoded === undefined ? { kind: 'malformed' } : { kind: 'encoded', encoded }
}

/**
 * Reads HTTP Basic strictly (RFC 7617, charset UTF-8; RFC 4648 section 4, canonical). A user name is 1 to 255 UTF-16 units, a
 * password 1 to 1024 bytes, neither holds control characters. No Unicode normalization.
 */
export function decodeBasic(encoded: string): ParsedBasic {
  return split(decode(encoded)) ?? { kind: 'malformed' }
}

/** Both at once. @param values - every `Authorization` header of the request; two of them are malformed. */
export function parseBasic(values: readonly string[]): ParsedBasic {
  const header = basicHeader(values)
  return header.kind === 'encoded' ? decodeBasic(header.encoded) : header
}

function decode(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.toString('base64') === encoded && isUtf8(bytes) && !bytes.some(isControl) ? bytes : undefined
}

function split(pair: Buffer | undefined): ParsedBasic | undefined {
  const colon = pair?.indexOf(COLON) ?? -1
  if (!pair || colon < 1) return undefined
  const username = pair.toString('utf8', 0, colon)
  const passwordBytes = pair.length - colon - 1
  if (username.length > MAX_USERNAME || passwordBytes < 1 || passwordBytes > MAX_PASSWORD_BYTES) return undefined
  return { kind: 'credentials', username, password: new Secret(pair.toString('utf8', colon + 1)) }
}

const isControl = (byte: number) => byte < 0x20 || byte === 0x7f
