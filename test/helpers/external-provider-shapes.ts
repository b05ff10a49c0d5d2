import { exportJWK, generateKeyPair } from 'jose'
import type { Configuration, JWKS } from 'oidc-provider'
import type { ExternalClient } from './external-provider.js'

/** How a product's tokens differ from those of others. */
export interface Shape {
  /** Of the issuer. */
  path: string
  alg: 'PS256' | 'ES256'
  scopes: readonly string[]
  /** Bends a standard access token (RFC 9068) into the product's. */
  bend(payload: Record<string, unknown>): { header: Record<string, unknown> }
  /** Claims besides `sub` in ID tokens and userinfo. */
  userinfo(subject: string): Record<string, string>
}

const PEOPLE = ['admin', 'alice', 'bob']

/** Stable, and nothing that Nextcloud knows. */
export const subjectOf = (username: string) => `5e1f0000-0000-4000-8000-00000000000${PEOPLE.indexOf(username)}`
const usernameOf = (subject: string) => PEOPLE[Number(subject.at(-1))] ?? 'nobody'

/** A realm in the issuer's path; `azp` names the client, `aud` is a list, and only `typ` in the payload tells what a token is. */
export const keycloak: Shape = {
  path: '/realms/demo',
  alg: 'PS256',
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  bend(payload) {
    const { client_id: azp, aud, scope = '', sub } = payload
    const names = { azp, typ: 'Bearer', preferred_username: usernameOf(String(sub)) }
    Object.assign(payload, names, { aud: ['account', aud], scope: `openid profile ${scope}`.trim() })
    delete payload['client_id']
    return { header: { typ: 'JWT' } }
  },
  userinfo: subject => ({ preferred_username: usernameOf(subject) }),
}

export const RESOURCE_SERVER_ID = 'https://api.example.com'

/** No audience in access tokens, scopes behind the name of their resource server, no `offline_access`, but refresh tokens for all. */
export const cognito: Shape = {
  path: '/eu-central-1_demo',
  alg: 'ES256',
  scopes: ['openid', 'profile', 'email'],
  bend(payload) {
    const { aud, scope = '', sub } = payload
    // oidc-provider insists on an audience; one that is not enumerable is not written.
    Object.defineProperty(payload, 'aud', { value: aud, writable: true, enumerable: false })
    const word = `openid profile ${RESOURCE_SERVER_ID}/notes.read other-api/files.write ${scope}`.trim()
    Object.assign(payload, { token_use: 'access', username: usernameOf(String(sub)), scope: word })
    return { header: { typ: undefined } }
  },
  userinfo: subject => ({ username: usernameOf(subject), preferred_username: usernameOf(subject) }),
}

/** What makes `oidc-provider` behave so. */
export async function providerSettings(shape: Shape, clients: readonly ExternalClient[]) {
  const jwks = await keySet(shape.alg)
  const settings: Configuration & { jwks: JWKS } = {
    jwks,
    scopes: [...shape.scopes],
    claims: { profile: ['preferred_username', 'username'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key for tests alone'] },
    clients: clients.map(({ id, secret, redirectUri }) => ({
      client_id: id,
      client_secret: secret,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_post',
      id_token_signed_response_alg: shape.alg,
    })),
    enabledJWA: { idTokenSigningAlgValues: [shape.alg] },
    issueRefreshToken: () => true,
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...shape.userinfo(accountId) }),
    }),
    formats: { customizers: { jwt: (_context, _token, jwt) => void Object.assign(jwt, shape.bend(jwt.payload)) } },
    features: {
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'api.read',
          audience: resource,
          accessTokenTTL: 300,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: shape.alg } },
        }),
      },
    },
  }
  return settings
}

async function keySet(alg: Shape['alg']): Promise<JWKS> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { keys: [{ ...(await exportJWK(privateKey)), kid: `${alg}-1`, alg, use: 'sig' }] } as JWKS
}
