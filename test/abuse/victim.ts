import type { Test } from 'tap'
import { systemPorts, type Ports } from '../../src/lib/ports.js'
import { createHttpClient } from '../../src/nextcloud/create-http-client.js'
import { createBrowser, type Browser, type Shown } from '../helpers/browser.js'
import { startHybridServer, type HybridOptions, type HybridServer } from '../helpers/hybrid-server.js'
import { pinoLines } from '../helpers/pino-lines.js'
import { tapWire, type Wire } from './wire.js'

/** A server under attack: its log, its outgoing requests and its clock are in the hands of the test. */
export interface Victim extends HybridServer {
  wire: Wire
  lines: string[]
  /** Moves the clock of server and sandbox. */
  later(ms: number): void
  /** Only the server's clock, against the sandbox's. */
  drift(ms: number): void
  mcp(body: unknown, headers?: Record<string, string>): Promise<Answer>
  call(name: string, args: object, headers: Record<string, string>): Promise<ToolAnswer>
  grantOf(uid: string): ReturnType<NonNullable<HybridServer['app']['storage']>['grants']['find']>
}

export interface Answer {
  status: number
  headers: Record<string, unknown>
  body: string
}

export interface ToolAnswer extends Answer {
  isError: boolean | undefined
  text: string
}

/** Long pauses of the server are short ones here: nothing is proved by waiting. */
const LONGEST_SLEEP_MS = 20

export interface VictimOptions extends HybridOptions {
  /** In the middle from the first request on. */
  rewrite?: Wire['rewrite']
}

export async function startVictim(t: Test, options: VictimOptions = {}): Promise<Victim> {
  let skipped = 0
  let drifted = 0
  const clock = () => Date.now() + skipped
  const ports: Ports = { ...systemPorts, now: clock, sleep: ms => systemPorts.sleep(Math.min(ms, LONGEST_SLEEP_MS)) }
  const { lines, logger } = pinoLines()
  let wire: Wire | undefined
  const server = await startHybridServer(t, {
    ports,
    ...options,
    overrides: config => {
      const own = { ...ports, now: () => clock() + drifted }
      wire = tapWire(createHttpClient(config.nextcloud, { ports: own, log: logger, userAgent: 'nextcloud-mcp/0' }))
      wire.rewrite = options.rewrite
      return { ports: own, http: wire, logger }
    },
  })
  const { app } = server
  const mcp = (body: unknown, headers: Record<string, string> = {}) => postMcp(app, body, headers)
  return {
    ...server,
    wire: wire!,
    lines,
    later: ms => void (skipped += ms),
    drift: ms => void (drifted = ms),
    mcp,
    call: async (name, args, headers) => toolAnswer(await mcp(callOf(name, args), headers)),
    grantOf: async uid => {
      const { provider } = await app.oauth!.oidc.session()
      return app.storage!.grants.find(provider.issuer, uid)
    },
  }
}

export const callOf = (name: string, args: object, id: number | string = 1) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
})

export const MCP_HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }

async function postMcp(app: HybridServer['app'], body: unknown, headers: Record<string, string>): Promise<Answer> {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await app.inject({ method: 'POST', url: '/mcp', headers: { ...MCP_HEADERS, ...headers }, payload })
  return { status: response.statusCode, headers: response.headers, body: response.body }
}

function toolAnswer(answer: Answer): ToolAnswer {
  const message = answer.body.startsWith('{') ? JSON.parse(answer.body) : {}
  const { isError, content } = message.result ?? {}
  return { ...answer, isError, text: content?.[0]?.text ?? answer.body }
}

export const START = '/oauth/authorize-nextcloud'

/** Fills in Nextcloud's login form. */
export async function logIn(browser: Browser, { sandbox }: Victim, page: Shown, uid: string): Promise<Shown> {
  const user = sandbox.users.find(one => one.uid === uid)!
  return browser.submit(page, '/login', { user: user.loginName, password: user.password })
}

/** The click on Authorize without a browser: where it leads, and the cookies as one would send them. */
export async function startFlow({ app }: Victim, query = '', headers: Record<string, string> = {}) {
  const response = await app.inject({ url: `${START}${query}`, headers })
  const lines = [response.headers['set-cookie'] ?? []].flat()
  const location = String(response.headers.location ?? '')
  const state = location ? (new URL(location).searchParams.get('state') ?? '') : ''
  return { status: response.statusCode, location, state, cookie: lines.map(line => line.split(';', 1)[0]).join('; ') }
}

/** Goes to Nextcloud as the person, and stops where it would send the browser back: the callback's path and query. */
export async function walkToCallback(victim: Victim, location: string, uid: string): Promise<string> {
  const browser = createBrowser()
  await logIn(browser, victim, await browser.open(`${victim.sandbox.url}/login`), uid)
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  let at = location
  for (let hop = 0; hop < 10 && !at.startsWith(victim.url); hop += 1) at = await nextHop(at, cookie)
  return at.replace(victim.url, '')
}

async function nextHop(at: string, cookie: string): Promise<string> {
  const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
  const html = await response.text()
  const refresh = /<meta http-equiv="refresh" content="0;\s*url=([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  return new URL(response.headers.get('location') ?? refresh ?? at, at).href
}
