import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose'
import type { Test } from 'tap'

import type { OidcRuntime, OidcSession, ProviderMetadata } from '../../src/auth/oidc/oidc-runtime.js'
import { Secret } from '../../src/lib/secret.js'
import { startServer, type Received } from './start-server.js'

export interface ProviderAnswer {
  status?: number
  body?: unknown
  /** Closes the connection instead. */
  drop?: boolean
}

/** A key pair; made once per test file, because RSA keys take their time. */
export async function signingKey(kid: string, alg = 'RS256', options: { modulusLength?: number } = {}) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true, ...options })
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}
export type SigningKeyPair = Awaited<ReturnType<typeof signingKey>>

/** A signed token; `header` replaces or adds members. */
export function sign(key: SigningKeyPair, payload: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
  const { alg, kid, privateKey } = key
  return new SignJWT(payload).setProtectedHeader({ alg, kid, typ: 'at+JWT', ...header }).sign(privateKey)
}

/**
 * An identity provider on loopback that answers what the test says, and the port through which our code knows it.
 * @param keys - what its JWKS holds.
 */
export async function startIdentityProvider(t: Test, keys: JWK[]) {
  const answers: Record<string, (request: Received) => ProviderAnswer> = {
    '/jwks': () => ({ body: { keys: state.keys } }),
    '/userinfo': () => ({ body: { sub: 'alice' } }),
    '/introspect': () => ({ body: { active: false } }),
  }
  const state = { keys }
  const server = await startServer(t, (request, response) => {
    const { status = 200, body = null, drop } = answers[request.url]?.(request) ?? { status: 404 }
    if (drop) return void response.destroy()
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  const { url } = server
  const provider: ProviderMetadata = {
    issuer: url,
    authorizationEndpoint: `${url}/authorize`,
    tokenEndpoint: `${url}/token`,
    jwksUri: `${url}/jwks`,
    userinfoEndpoint: `${url}/userinfo`,
    introspectionEndpoint: `${url}/introspect`,
    registrationEndpoint: undefined,
    revocationEndpoint: undefined,
    scopesSupported: undefined,
    codeChallengeMethodsSupported: ['S256'],
    acceptedIssuers: [url, 'https://cloud.example.com'],
    isNextcloud: true,
  }
  const session: OidcSession = {
    provider,
    client: { id: 'our-client', secret: new Secret('our client secret'), source: 'environment', expiresAt: null },
  }
  const rejectedClients: string[] = []
  const oidc: OidcRuntime = {
    status: () => ({ state: 'ready', issuer: url, clientId: session.client.id, clientExpiresAt: null, warnings: [] }),
    session: async () => session,
    clientRejected: id => void rejectedClients.push(id),
    start: async () => {},
    firstAttempt: async () => {},
    stop: async () => {},
  }
  return {
    url,
    provider,
    session,
    oidc,
    rejectedClients,
    received: server.received,
    close: server.close,
    setKeys: (next: JWK[]) => void (state.keys = next),
    answer: (path: '/jwks' | '/userinfo' | '/introspect', answer: (request: Received) => ProviderAnswer) =>
      void (answers[path] = answer),
    asked: (path: string) => server.received.filter(request => request.url === path).length,
  }
}
