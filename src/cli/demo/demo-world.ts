import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { systemPorts } from '../../lib/ports.js'
import { startSandbox } from '../../sandbox/start-sandbox.js'
import type { Sandbox, SandboxUser } from '../../sandbox/sandbox.js'
import { DemoFailed } from './demo-failed.js'
import { serve } from './serve.js'

/** A sandbox Nextcloud and the server, both running, with a database that goes away with them. */
export interface DemoWorld {
  sandbox: Sandbox
  app: FastifyInstance
  serverUrl: string
  databasePath: string
  user(uid: string): SandboxUser
  close(): Promise<void>
}

export interface DemoWorldOptions {
  /** Milliseconds between runs of Nextcloud's background job; 0: only when the story runs it. */
  cronIntervalMs: number
  /** How the server lets people in; hybrid unless told. */
  mode?: keyof typeof MODES
}

/** What an administrator writes for each mode; both keep grants. */
const MODES = {
  hybrid: { ENABLE_MULTI_USER_BASIC_AUTH: 'true', VECTOR_SYNC_ENABLED: 'true' },
  oauth: {},
} as const

export async function startDemoWorld({ cronIntervalMs, mode = 'hybrid' }: DemoWorldOptions): Promise<DemoWorld> {
  const port = await freePort()
  const serverUrl = `http://127.0.0.1:${port}`
  const settings = { userConsent: true, mcpServerUrl: serverUrl, cronIntervalMs }
  const sandbox = await startSandbox({ settings })
  const folder = await mkdtemp(join(tmpdir(), 'nextcloud-mcp-demo-'))
  const databasePath = join(folder, 'tokens.db')
  const clearUp = async () => {
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  }
  const app = await serve({ ...environment(sandbox.url, serverUrl, port, databasePath), ...MODES[mode] }, clearUp)
  const close = async () => {
    await app.close()
    await clearUp()
  }
  return { sandbox, app, serverUrl, databasePath, user: uid => userOf(sandbox, uid), close }
}

/** What an administrator would write into the environment; the key is made for this run only. */
function environment(nextcloud: string, serverUrl: string, port: number, databasePath: string) {
  return {
    NEXTCLOUD_HOST: nextcloud,
    NEXTCLOUD_MCP_SERVER_URL: serverUrl,
    PORT: String(port),
    ENABLE_OFFLINE_ACCESS: 'true',
    TOKEN_ENCRYPTION_KEY: systemPorts.random(32).toString('base64'),
    TOKEN_STORAGE_DB: databasePath,
    METRICS_ENABLED: 'false',
    LOG_LEVEL: 'error',
    LOG_FORMAT: 'text',
  }
}

function userOf(sandbox: Sandbox, uid: string): SandboxUser {
  const user = sandbox.users.find(one => one.uid === uid)
  if (!user) throw new DemoFailed(`The sandbox has no account ${uid}.`)
  return user
}

/** The public URL must be known before the server listens, so a free port is found first. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise<void>(resolve => probe.close(() => resolve()))
  if (address === null || typeof address === 'string') throw new DemoFailed('No free port was found.')
  return address.port
}
