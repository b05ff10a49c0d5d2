import { SignJWT, type JWTPayload } from 'jose'
import type { Account } from '../world.js'
import { nowSeconds, type OidcContext } from './oidc-context.js'
import type { Grant, OidcClient } from './oidc-state.js'
import { personClaims } from './person-claims.js'
import { signingKey } from './signing-key.js'

const OPAQUE_LENGTH = 72

export interface MintOptions {
  client: OidcClient
  grant: Grant
  account: Account | undefined
  /** `iss` of the tokens, without a slash at the end. */
  issuer: string
}

/** An access token: 72 characters for an opaque client, else a JWT of RFC 9068's kind with `typ: at+JWT`. */
export async function mintAccessToken({ world }: OidcContext, options: MintOptions): Promise<string> {
  const { client, grant, account, issuer } = options
  if (client.tokenType === 'opaque') return world.randomId(OPAQUE_LENGTH)
  const { clientId } = client
  return sign('at+JWT', {
    ...basics(nowSeconds(world), world.settings.expireTime, options),
    aud: grant.resource ?? clientId,
    client_id: clientId,
    preferred_username: grant.uid,
    scope: grant.scope,
    ...(account && personClaims(account, grant.scope, { issuer, updatedAt: grant.authTime })),
  })
}

/** An ID token: who, and nothing about them (profile claims come only when asked for by `claims`). */
export async function mintIdToken({ world }: OidcContext, options: MintOptions): Promise<string> {
  const now = nowSeconds(world)
  return sign('JWT', {
    ...basics(now, world.settings.expireTime, options),
    aud: options.client.clientId,
    nbf: now,
    ...(options.grant.nonce !== undefined && { nonce: options.grant.nonce }),
  })
}

function basics(now: number, lifetime: number, { client, grant, issuer }: MintOptions): JWTPayload {
  return {
    iss: issuer,
    sub: grant.uid,
    exp: now + lifetime,
    auth_time: grant.authTime,
    iat: now,
    acr: '0',
    azp: client.clientId,
    jti: String(grant.number),
  }
}

async function sign(typ: 'JWT' | 'at+JWT', claims: JWTPayload): Promise<string> {
  const { kid, privateKey } = await signingKey()
  return new SignJWT(claims).setProtectedHeader({ typ, alg: 'RS256', kid }).sign(privateKey)
}
