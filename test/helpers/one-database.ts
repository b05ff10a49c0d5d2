import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Test } from 'tap'
import type { Sandbox, SandboxSettings } from '../../src/sandbox/sandbox.js'
import { createBrowser } from './browser.js'
import { freePort } from './free-port.js'
import { startHybridServer, type HybridServer } from './hybrid-server.js'
import type { ManualPorts } from './manual-ports.js'
import { startTestSandbox } from './start-sandbox.js'

/** One Nextcloud, one address and one database file, for servers of different settings that run one after the other. */
export interface OneDatabase {
  sandbox: Sandbox
  url: string
  port: number
  path: string
  /** A server of these settings; those of hybrid mode are the base. It runs until `app.close()`. */
  start(env?: Env): Promise<HybridServer>
  /** Changes when a byte of the database changes, or a file comes to it or goes. */
  fingerprint(): string
}

type Env = Record<string, string | undefined>

/** What turns the settings of hybrid mode into those of another one. Key and database stay written, as in a forgotten `.env`. */
export const SETTINGS_OF = {
  hybrid: {},
  multi_user_basic: { ENABLE_OFFLINE_ACCESS: undefined },
  oauth: { ENABLE_MULTI_USER_BASIC_AUTH: undefined },
  single_user_basic: {
    ENABLE_MULTI_USER_BASIC_AUTH: undefined,
    ENABLE_OFFLINE_ACCESS: undefined,
    NEXTCLOUD_USERNAME: 'alice',
    NEXTCLOUD_PASSWORD: 'alice-demo-password',
  },
} as const satisfies Record<string, Env>

export async function oneDatabase(
  t: Test,
  options: { settings?: Partial<SandboxSettings>; ports?: ManualPorts; env?: Env } = {},
): Promise<OneDatabase> {
  const { settings, ports, env: always = {} } = options
  const sandbox = await startTestSandbox(t, { ...(settings && { settings }), ...(ports && { now: ports.now }) })
  const port = await freePort()
  const path = join(t.testdir(), 'data', 'tokens.db')
  return {
    sandbox,
    port,
    path,
    url: `http://127.0.0.1:${port}`,
    start: (env = {}) =>
      startHybridServer(t, {
        sandbox,
        port,
        ...(ports && { ports }),
        env: { TOKEN_STORAGE_DB: path, ...always, ...env },
      }),
    fingerprint: () => fingerprintOf(dirname(path)),
  }
}

function fingerprintOf(folder: string): string {
  const hash = createHash('sha256')
  const files = existsSync(folder) ? readdirSync(folder).toSorted() : []
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)))
  return hash.digest('hex')
}

/** The person opens the Authorize link and signs in. @returns the page at the end. */
export async function clickAuthorize({ url, sandbox }: Pick<HybridServer, 'url' | 'sandbox'>, uid: string) {
  const browser = createBrowser()
  const user = sandbox.users.find(one => one.uid === uid)!
  const login = await browser.open(`${url}/oauth/authorize-nextcloud`)
  return browser.submit(login, '/login', { user: user.loginName, password: user.password })
}

/** One JSON-RPC request to `/mcp`. */
export async function askMcp(url: string, headers: Record<string, string>, method = 'tools/list', params?: object) {
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, ...(params && { params }) }),
  })
  return { status: response.status, challenge: response.headers.get('www-authenticate'), text: await response.text() }
}

/** Who `/mcp` takes the caller for. */
export async function whoami(url: string, headers: Record<string, string>): Promise<string | undefined> {
  const { text } = await askMcp(url, headers, 'tools/call', { name: 'nc_users_whoami', arguments: {} })
  return /\\"user_id\\":\\"([^"\\]+)|"user_id":"([^"]+)/.exec(text)?.slice(1).find(Boolean)
}
