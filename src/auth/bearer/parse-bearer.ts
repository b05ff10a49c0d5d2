import { Secret } from '../../lib/secret.js'

export type ParsedBearer = { kind: 'token'; token: Secret } | { kind: 'missing' | 'malformed' | 'too_large' }

const SCHEME = /^bearer(?: |$)/i
/** RFC 6750, section 2.1: one space, then `b64token`. A comma is not in it, so joined headers fail. */
const HEADER = /^bearer ([a-z0-9\-._~+/]+=*)$/i

/**
 * @param values - every `Authorization` header of the request; two of them are malformed, another scheme is no token.
 * @param maxBytes - of the token.
 */
export function parseBearer(values: readonly string[], maxBytes: number): ParsedBearer {
  const [value] = values
  if (value === undefined) return { kind: 'missing' }
  if (values.length > 1) return { kind: 'malformed' }
  if (!SCHEME.test(value)) return { kind: 'missing' }
  if (value.length > maxBytes + 'bearer '.length) return { kind: 'too_large' }
  const token = HEADER.exec(value)?.[1]
  return token === undefined ? { kind: 'malformed' } : { kind: 'token', token: new Secret(token) }
}
