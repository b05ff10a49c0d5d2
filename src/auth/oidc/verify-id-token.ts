import { compactVerify, decodeProtectedHeader, type CryptoKey } from 'jose'
import { z } from 'zod'
import { parseJson } from '../jwks/parse-json.js'
import type { Seconds } from '../../storage/storage.js'
import type { Jwks } from '../jwks/jwks-cache.js'
import { SIGNING_ALGORITHMS } from '../jwks/signing-key.js'
import { checkIdTokenClaims } from './check-id-token-claims.js'
import { IdTokenClaims, type IdTokenFault } from './id-token-claims.js'
import type { ProviderMetadata } from './oidc-runtime.js'

export interface IdTokenContext {
  provider: ProviderMetadata
  clientId: string
  /** Mandatory where we asked for one; absent only for a refreshed token. */
  nonce?: string
  now: Seconds
  jwks: Jwks
}

export type IdTokenResult = { ok: true; claims: IdTokenClaims } | { ok: false; reason: IdTokenFault }

const Header = z.object({
  alg: z.string(),
  kid: z.string().max(256).optional(),
  typ: z.string().optional(),
  crit: z.undefined().optional(),
})
type Header = z.output<typeof Header>

const MAX_LENGTH = 65_536

/**
 * Who consented, proved: signature by one of the provider's keys, then every claim. HMAC is never taken: by its header alone a
 * token could turn the public key into the secret.
 *
 * @see OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725
 */
export async function verifyIdToken(idToken: string, context: IdTokenContext): Promise<IdTokenResult> {
  const header = headerOf(idToken)
  if (!header) return fault('malformed')
  if (isAccessToken(header)) return fault('bad_type')
  const key = await keyFor(header, context)
  if (typeof key === 'string') return fault(key)
  const payload = await signedPayload(idToken, key, header.alg)
  if (!payload) return fault('bad_signature')
  return checked(payload, context)
}

function headerOf(idToken: string): Header | undefined {
  if (idToken.length > MAX_LENGTH || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(idToken)) return undefined
  try {
    return Header.safeParse(decodeProtectedHeader(idToken)).data
  } catch {
    return undefined
  }
}

const isAccessToken = ({ typ }: Header) => /^(application\/)?at\+jwt$/i.test(typ ?? '')

async function keyFor(header: Header, { jwks, provider }: IdTokenContext): Promise<CryptoKey | IdTokenFault> {
  const alg = SIGNING_ALGORITHMS.find(known => known === header.alg)
  if (!alg) return 'bad_algorithm'
  const found = await jwks.find(provider.jwksUri, { kid: header.kid, alg })
  if (found.ok) return found.key
  return found.reason === 'unknown_key' ? 'unknown_key' : 'keys_unavailable'
}

async function signedPayload(idToken: string, key: CryptoKey, alg: string): Promise<Buffer | undefined> {
  try {
    return Buffer.from((await compactVerify(idToken, key, { algorithms: [alg] })).payload)
  } catch {
    return undefined
  }
}

function checked(payload: Buffer, { provider, clientId, nonce, now }: IdTokenContext): IdTokenResult {
  const claims = IdTokenClaims.safeParse(parseJson(payload))
  if (!claims.success) return fault('bad_claims')
  const issuers = provider.idTokenIssuers ?? [provider.issuer]
  const broken = checkIdTokenClaims(claims.data, { issuers, clientId, nonce, now })
  return broken ? fault(broken) : { ok: true, claims: claims.data }
}

const fault = (reason: IdTokenFault): IdTokenResult => ({ ok: false, reason })
