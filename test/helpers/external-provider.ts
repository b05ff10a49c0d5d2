import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import Provider from 'oidc-provider'
import type { Test } from 'tap'
import { createBrowser, type Browser, type Shown } from './browser.js'
import { providerSettings, subjectOf, type Shape } from './external-provider-shapes.js'

export interface ExternalClient {
  id: string
  secret: string
  redirectUri: string
}

export interface ExternalProvider {
  issuer: string
  discoveryUrl: string
  /** The provider's own subject of a person. */
  subjectOf(username: string): string
  /** Signs in on the provider's login page and consents. */
  signIn(browser: Browser, login: Shown, username: string): Promise<Shown>
  /** An access token of `client`, by the whole code flow. `audience` is what the token is asked for. */
  accessToken(client: ExternalClient, username: string, options: { audience: string; scope?: string }): Promise<Tokens>
}

export interface Tokens {
  access_token: string
  id_token: string
  refresh_token?: string
}

/** 64 characters, for PKCE (RFC 7636, appendix B has the pair). */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

/** `oidc-provider`, a certified one, on loopback, issuing tokens in the shape of another product. */
export async function startExternalProvider(
  t: Test,
  shape: Shape,
  clients: readonly ExternalClient[],
): Promise<ExternalProvider> {
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => {}
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}${shape.path}`
  const settings = await providerSettings(shape, clients)
  const provider = new Provider(issuer, settings)
  provider.on('server_error', (_context, error) => t.comment(error))
  const serve = provider.callback()
  handle = (request, response) => {
    const { url = '' } = request
    if (url === `${shape.path}/me`) return answerUserinfo(request, response, { issuer, shape })
    return serve(Object.assign(request, { originalUrl: url, url: url.slice(shape.path.length) }), response)
  }
  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    subjectOf,
    signIn,
    accessToken: (client, username, options) => codeFlow(issuer, client, username, options),
  }
}

async function signIn(browser: Browser, login: Shown, username: string): Promise<Shown> {
  const form = (page: Shown) => new URL(page.url).pathname
  const consent = await browser.submit(login, form(login), { login: subjectOf(username), password: 'x' })
  return browser.submit(consent, form(consent))
}

/** These products answer with their access tokens in hand; `oidc-provider` would only for opaque ones. */
async function answerUserinfo(
  request: IncomingMessage,
  response: ServerResponse,
  { issuer, shape }: { issuer: string; shape: Shape },
): Promise<void> {
  const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))
  const verified = await jwtVerify(token, keys, { issuer }).catch(() => undefined)
  response.writeHead(verified ? 200 : 401, { 'content-type': 'application/json' })
  const { sub = '' } = verified?.payload ?? {}
  response.end(JSON.stringify(verified ? { sub, ...shape.userinfo(sub) } : { error: 'invalid_token' }))
}

async function codeFlow(
  issuer: string,
  { id, secret, redirectUri }: ExternalClient,
  username: string,
  { audience, scope = 'openid profile' }: { audience: string; scope?: string },
): Promise<Tokens> {
  const browser = createBrowser({ leaves: url => url.startsWith(redirectUri) })
  const start = new URL(`${issuer}/auth`)
  start.search = String(
    new URLSearchParams({
      response_type: 'code',
      client_id: id,
      redirect_uri: redirectUri,
      scope,
      resource: audience,
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      prompt: 'consent',
    }),
  )
  const back = await signIn(browser, await browser.open(start.href), username)
  const code = new URL(back.url).searchParams.get('code')!
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: id,
    client_secret: secret,
    code_verifier: VERIFIER,
  })
  return (await fetch(`${issuer}/token`, { method: 'POST', body })).json() as Promise<Tokens>
}
