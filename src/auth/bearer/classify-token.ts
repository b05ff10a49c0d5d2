import { z } from 'zod'

import { parseJson } from '../jwks/parse-json.js'
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '../jwks/signing-key.js'
import { isOurOwn } from '../server/tokens/token-forms.js'

export interface JwtHeader {
  alg: SigningAlgorithm
  kid: string | undefined
  typ: string | undefined
}

export type TokenClass =
  { kind: 'jwt'; header: JwtHeader } | { kind: 'opaque' } | { kind: 'refused'; reason: 'bad_algorithm' | 'malformed' }

/** Header members that would let a token choose its own key or change what is signed (RFC 7515, RFC 7797). */
const FORBIDDEN_MEMBERS = ['crit', 'jku', 'jwk', 'x5u', 'x5c', 'b64']

const AnyHeader = z.record(z.string(), z.unknown())
const Header = z.object({ alg: z.string(), kid: z.string().max(256).optional(), typ: z.string().max(64).optional() })

const JWS = /^([\w-]+)\.[\w-]+\.[\w-]+$/

/**
 * Is it a signed JWT that we could verify? What has the shape of one but a header that we do not take is refused here, before any key is looked for;
 * what is no JWT is opaque. What our authorization server gave out is no token of the provider, and it is not shown to it (GAP-9).
 */
export function classifyToken(token: string): TokenClass {
  if (isOurOwn(token)) return { kind: 'refused', reason: 'malformed' }
  const encoded = JWS.exec(token)?.[1]
  const header =
    encoded === undefined ? undefined : AnyHeader.safeParse(parseJson(Buffer.from(encoded, 'base64url'))).data
  return header ? judge(header) : { kind: 'opaque' }
}

function judge(members: Record<string, unknown>): TokenClass {
  const header = Header.safeParse(members).data
  if (!header || FORBIDDEN_MEMBERS.some(name => Object.hasOwn(members, name)))
    return { kind: 'refused', reason: 'malformed' }
  const alg = SIGNING_ALGORITHMS.find(known => known === header.alg)
  return alg
    ? { kind: 'jwt', header: { alg, kid: header.kid, typ: header.typ } }
    : { kind: 'refused', reason: 'bad_algorithm' }
}
