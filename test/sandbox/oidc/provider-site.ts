import { decodeJwt } from 'jose'
import type { Test } from 'tap'
import { z } from 'zod'
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/sandbox.js'
import { startSandbox } from '../../../src/sandbox/start-sandbox.js'
import { logIn, openBrowser, type Browser } from './browser.js'

export const REDIRECT_URI = 'http://127.0.0.1:9999/oauth/callback'
export const SCOPE = 'openid profile email offline_access'

const Json = z.record(z.string(), z.unknown())

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** Parsed JSON; empty for anything that is not an object. */
  body: Record<string, unknown>
}

/** A sandbox whose clock the test owns, and the ways in which clients talk to its identity provider. */
export async function providerSite(t: Test, settings: SandboxOptions['settings'] = {}, options: SandboxOptions = {}) {
  const clock = { ms: Date.UTC(2026, 10, 23, 6) }
  const sandbox = await startSandbox({ now: () => clock.ms, settings, ...options })
  t.teardown(() => sandbox.close())
  const client = sandbox.createClient({ redirectUris: [REDIRECT_URI], tokenType: 'jwt' })
  const opaque = sandbox.createClient({ redirectUris: [REDIRECT_URI], tokenType: 'opaque' })
  return {
    sandbox,
    client,
    opaque,
    advance: (seconds: number) => void (clock.ms += seconds * 1000),
    ask: (path: string, init: RequestInit = {}) => ask(sandbox, path, init),
    /** `POST` of a form to a route of the app, e.g. `token`. */
    post: (route: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      ask(sandbox, `/index.php/apps/oidc/${route}`, { method: 'POST', body: new URLSearchParams(fields), headers }),
    /** `POST` of JSON. */
    postJson: (route: string, fields: unknown) =>
      ask(sandbox, `/index.php/apps/oidc/${route}`, {
        method: 'POST',
        body: JSON.stringify(fields),
        headers: { 'content-type': 'application/json' },
      }),
    browse: async (user?: string) => {
      const browser = openBrowser(sandbox.url)
      if (user !== undefined) await logIn(browser, user)
      return browser
    },
  }
}

export type Site = Awaited<ReturnType<typeof providerSite>>

export function authorizePath(clientId: string, more: Record<string, string> = {}): string {
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    state: 'st-1',
    ...more,
  }
  return `/index.php/apps/oidc/authorize?${new URLSearchParams(asked)}`
}

/** Authorizes with a signed-in browser and hands the code out. */
export async function codeFor(browser: Browser, clientId: string, more: Record<string, string> = {}): Promise<string> {
  const page = await browser.get(authorizePath(clientId, more))
  return new URL(page.location).searchParams.get('code') ?? ''
}

/** The form of a code exchange. */
export function exchange({ clientId, clientSecret }: Site['client'], code: string, more: Record<string, string> = {}) {
  return { grant_type: 'authorization_code', code, client_id: clientId, client_secret: clientSecret, ...more }
}

/** The form of a refresh. */
export function refresh({ clientId, clientSecret }: Site['client'], token: string | null) {
  return { grant_type: 'refresh_token', refresh_token: token ?? '', client_id: clientId, client_secret: clientSecret }
}

export const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

async function ask(sandbox: Sandbox, path: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(`${sandbox.url}${path}`, { redirect: 'manual', ...init })
  const text = await answer.text()
  const body = text.startsWith('{') ? Json.parse(JSON.parse(text)) : {}
  return { status: answer.status, headers: answer.headers, text, body }
}

/** A value of an answer that is a string; empty when it is not. */
export function valueOf({ body }: Answer, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

/** Claims of a JWT, unchecked. */
export const claimsOf = (token: string) => Json.parse(decodeJwt(token))
