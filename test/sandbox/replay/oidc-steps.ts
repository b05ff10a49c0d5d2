import { sha256 } from '../../../src/lib/sha256.js'
import type { Sandbox } from '../../../src/sandbox/sandbox.js'
import { fieldOf, logIn, openBrowser, type Browser } from '../oidc/browser.js'
import { loadArea, type Exchange } from './exchange.js'
import type { ReplayContext } from './harness.js'
import type { Answer } from './send.js'

export const CALLBACK = 'http://127.0.0.1:9999/oauth/callback'
export const VERIFIER = 'v'.repeat(43)
export const SCOPE = 'openid profile email offline_access'

export type Client = ReturnType<Sandbox['createClient']>
export type Steps = Record<string, (context: ReplayContext) => Promise<void> | void>

/** The same step for every exchange of an area, and what an exchange needs on top of it. */
export function stepsFor(
  area: string,
  every: (context: ReplayContext, exchange: Exchange) => Promise<void> | void,
  more: Steps = {},
): Steps {
  return Object.fromEntries(
    loadArea(area).map(exchange => [
      exchange.id,
      async (context: ReplayContext) => {
        await every(context, exchange)
        await more[exchange.id]?.(context)
      },
    ]),
  )
}

/** After every exchange of an area: binds what its answer gives, so that later requests can use it. */
export function bindAnswers(area: string) {
  const bind = (exchange: Exchange) => (context: ReplayContext, answer: Answer) => bindAnswer(context, exchange, answer)
  return Object.fromEntries(loadArea(area).map(exchange => [exchange.id, bind(exchange)]))
}

function bindAnswer({ bindings }: ReplayContext, { response }: Exchange, answer: Answer): void {
  const code = /[?&#]code=([^&]+)/.exec(answer.headers['location'] ?? '')?.[1]
  if (code !== undefined) bindings.bind('<code>', code)
  if (!(answer.headers['content-type'] ?? '').includes('json') || answer.body.length === 0) return
  const body = fields(JSON.parse(answer.body.toString('utf8')))
  for (const name of ['access_token', 'id_token', 'refresh_token']) bindText(bindings, `<${name}>`, body[name])
  const recorded = fields(response?.body)['client_id']
  if (typeof recorded === 'string') bindText(bindings, recorded, body['client_id'])
}

function bindText(bindings: ReplayContext['bindings'], placeholder: string, value: unknown): void {
  if (typeof value === 'string') bindings.bind(placeholder, value)
}

/** A value as an object; empty for anything else. */
export function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** Binds a client of the recording. */
export function bindClient({ bindings }: ReplayContext, recordedId: string, client: Client): Client {
  bindings.bind(recordedId, client.clientId)
  return client
}

/** `<client_secret>` stands for the secret of whichever client the exchange is about. */
export function bindSecret(context: ReplayContext, exchange: Exchange, clients: ReadonlyMap<string, Client>): void {
  const recordedId = fields(exchange.request?.body)['client_id']
  const client = clients.get(typeof recordedId === 'string' ? recordedId : '')
  if (client !== undefined) context.bindings.bind('<client_secret>', client.clientSecret)
}

/** Binds the PKCE pair that all recorded requests share. */
export function bindPkce({ bindings }: ReplayContext): void {
  bindings.bind('<code_verifier>', VERIFIER)
  bindings.bind('<code_challenge S256>', sha256(VERIFIER))
}

/** A browser with a session, and its request token. */
export async function signedIn(sandbox: Sandbox, uid: string): Promise<{ browser: Browser; requestToken: string }> {
  const browser = openBrowser(sandbox.url)
  await logIn(browser, uid)
  return { browser, requestToken: fieldOf((await browser.get('/')).body, 'requesttoken') }
}

/** A code as the authorize endpoint gives it, bound as `<code>`; `null` leaves a parameter out. */
export async function bindCode(
  { bindings }: ReplayContext,
  browser: Browser,
  clientId: string,
  more: Record<string, string | null> = {},
): Promise<void> {
  const asked: Record<string, string | null> = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: CALLBACK,
    scope: SCOPE,
    state: 'st-1',
    nonce: 'nonce-1',
    code_challenge: sha256(VERIFIER),
    code_challenge_method: 'S256',
    ...more,
  }
  const sent = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== null) sent.set(name, value)
  const page = await browser.get(`/index.php/apps/oidc/authorize?${sent}`)
  bindings.bind('<code>', new URL(page.location).searchParams.get('code') ?? '')
}
