import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../app.js'
import { loadConfig } from '../../config/load-config.js'
import { systemPorts } from '../../lib/ports.js'
import { startSandbox } from '../../sandbox/start-sandbox.js'
import type { Sandbox, SandboxUser } from '../../sandbox/sandbox.js'
import { DemoFailed } from './demo-failed.js'

/** A sandbox Nextcloud and the server, both running, with a database that goes away with them. */
export interface DemoWorld {
  sandbox: Sandbox
  app: FastifyInstance
  serverUrl: string
  databasePath: string
  user(uid: string): SandboxUser
  close(): Promise<void>
}

export async function startDemoWorld(options: { cronIntervalMs: number }): Promise<DemoWorld> {
  const port = await freePort()
  const serverUrl = `http://127.0.0.1:${port}`
  const settings = { userConsent: true, mcpServerUrl: serverUrl, cronIntervalMs: options.cronIntervalMs }
  const sandbox = await startSandbox({ settings })
  const folder = await mkdtemp(join(tmpdir(), 'nextcloud-mcp-demo-'))
  const databasePath = join(folder, 'tokens.db')
  const { config } = loadConfig(environment(sandbox.url, serverUrl, port, databasePath))
  const app = await buildApp(config)
  await app.listen({ host: '127.0.0.1', port })
  const close = async () => {
    await app.close()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { sandbox, app, serverUrl, databasePath, user: uid => userOf(sandbox, uid), close }
}

/** What an administrator would write into the environment; the key is made for this run only. */
function environment(nextcloud: string, serverUrl: string, port: number, databasePath: string) {
  return {
    NEXTCLOUD_HOST: nextcloud,
    NEXTCLOUD_MCP_SERVER_URL: serverUrl,
    PORT: String(port),
    ENABLE_MULTI_USER_BASIC_AUTH: 'true',
    ENABLE_OFFLINE_ACCESS: 'true',
    VECTOR_SYNC_ENABLED: 'true',
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
