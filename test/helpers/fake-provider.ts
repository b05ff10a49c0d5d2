import type { ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose'
import type { Test } from 'tap'
import { startServer, type Received } from './start-server.js'

export interface Answer {
  status?: number
  headers?: Record<string, string>
  /** Objects are sent as JSON, strings as they are. */
  body?: unknown
  /** Closes the connection instead of answering. */
  drop?: boolean
}
type Answering = (request: Received) => Answer | Promise<Answer>

/** An identity provider that does what a test tells it to, and by default what Nextcloud's `oidc` app does. */
export interface FakeProvider {
  url: string
  received: Received[]
  /** Replaces what one path answers. */
  on(path: string, answer: Answer | Answering): void
  /** Requests to one path, so far. */
  count(path: string): number
  /** Signed by the provider's key, unless told otherwise. */
  sign(
    claims: JWTPayload,
    header?: { alg?: string; kid?: string; typ?: string; key?: CryptoKey | Uint8Array },
  ): Promise<string>
  document(): Record<string, unknown>
  close(): Promise<void>
}

export const keys = await generateKeyPair('RS256', { extractable: true })
const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'key-1', use: 'sig', alg: 'RS256' }

export const WELL_KNOWN = '/.well-known/openid-configuration'

/** Starts one on loopback; gone when the test ends. */
export async function fakeProvider(t: Test): Promise<FakeProvider> {
  const answers = new Map<string, Answering>()
  const server = await startServer(t, async (request, response) => {
    const answering = answers.get(pathOf(request))
    send(response, answering ? await answering(request) : { status: 404, body: {} })
  })
  const { url, received } = server
  const provider: FakeProvider = {
    url,
    received,
    on: (path, answer) => void answers.set(path, typeof answer === 'function' ? answer : () => answer),
    count: path => received.filter(request => pathOf(request) === path).length,
    sign: async (claims, { alg = 'RS256', kid = 'key-1', typ = 'JWT', key = keys.privateKey } = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid, typ }).sign(key),
    document: () => documentOf(url),
    close: server.close,
  }
  provider.on(WELL_KNOWN, () => ({ body: provider.document() }))
  provider.on('/jwks', { body: { keys: [jwk] } })
  provider.on('/register', request => ({ status: 201, body: registered(url, JSON.parse(request.body)) }))
  return provider
}

const pathOf = (request: Received) => request.url.split('?', 1)[0] ?? ''

function send(response: ServerResponse, { status = 200, headers = {}, body, drop }: Answer): void {
  if (drop) return void response.destroy()
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(text)
}

const documentOf = (url: string) => ({
  issuer: url,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
  userinfo_endpoint: `${url}/userinfo`,
  jwks_uri: `${url}/jwks`,
  registration_endpoint: `${url}/register`,
  introspection_endpoint: `${url}/introspect`,
  scopes_supported: ['openid', 'profile', 'email', 'roles', 'groups', 'offline_access'],
  code_challenge_methods_supported: ['S256', 'plain'],
})

let registrations = 0

/** As recorded from Nextcloud 32 (`register.full`); expiry is left to the test. */
const registered = (url: string, asked: Record<string, unknown>) => {
  registrations += 1
  const client_id = `client-${registrations}`
  return {
    ...asked,
    client_id,
    client_secret: `secret-of-${client_id}`,
    registration_access_token: `registration-token-of-${client_id}`,
    registration_client_uri: `${url}/register/${client_id}`,
    client_secret_expires_at: 0,
    grant_types: ['authorization_code'],
  }
}
