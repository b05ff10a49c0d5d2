import type { FastifyInstance } from 'fastify'
import { systemPorts } from '../../lib/ports.js'
import { startSandbox } from '../../sandbox/start-sandbox.js'
import type { Sandbox } from '../../sandbox/sandbox.js'
import { DemoFailed } from './demo-failed.js'
import { freePort } from './demo-world.js'
import { serve } from './serve.js'

/** A sandbox Nextcloud, and a server that works as one account of it. Nothing is stored. */
export interface SingleWorld {
  sandbox: Sandbox
  app: FastifyInstance
  serverUrl: string
  /** What a client must send; made for this run only. */
  staticToken: string
  /** What names Nextcloud and the account, as in the environment. */
  account: Record<'NEXTCLOUD_HOST' | 'NEXTCLOUD_USERNAME' | 'NEXTCLOUD_PASSWORD', string>
  close(): Promise<void>
}

export async function startSingleWorld(): Promise<SingleWorld> {
  const port = await freePort()
  const serverUrl = `http://127.0.0.1:${port}`
  const sandbox = await startSandbox()
  const account = accountOf(sandbox)
  const staticToken = systemPorts.random(32).toString('hex')
  const app = await serve({ ...account, ...settings(serverUrl, port, staticToken) }, () => sandbox.close())
  const close = async () => {
    await app.close()
    await sandbox.close()
  }
  return { sandbox, app, serverUrl, staticToken, account, close }
}

function settings(serverUrl: string, port: number, staticToken: string) {
  return {
    NEXTCLOUD_MCP_SERVER_URL: serverUrl,
    PORT: String(port),
    MCP_STATIC_TOKEN: staticToken,
    METRICS_ENABLED: 'false',
    LOG_LEVEL: 'error',
    LOG_FORMAT: 'text',
  }
}

function accountOf({ users, url }: Sandbox): SingleWorld['account'] {
  const alice = users.find(({ uid }) => uid === 'alice')
  if (!alice) throw new DemoFailed('The sandbox has no account alice.')
  return { NEXTCLOUD_HOST: url, NEXTCLOUD_USERNAME: alice.loginName, NEXTCLOUD_PASSWORD: alice.password }
}
