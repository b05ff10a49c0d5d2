import type { FastifyInstance } from 'fastify'
import { buildApp, type AppOverrides } from '../../src/app.js'
import type { Sandbox } from '../../src/sandbox/sandbox.js'
import { startSandbox } from '../../src/sandbox/start-sandbox.js'
import { freePort } from '../helpers/free-port.js'
import { testConfig } from '../helpers/test-config.js'
import { addCredentials } from './add-credentials.js'
import { conformanceOffer } from './fixture/conformance-offer.js'

export interface ServedOnLoopback {
  app: FastifyInstance
  sandbox: Sandbox
  /** `http://127.0.0.1:<port>`: it really listens there, and believes it. */
  base: string
  close(): Promise<void>
}

/** The whole server in front of a sandbox, both on loopback; hybrid unless `env` says otherwise. */
export async function serveOnLoopback(
  env: Record<string, string | undefined> = {},
  overrides: AppOverrides = {},
): Promise<ServedOnLoopback> {
  const sandbox = await startSandbox()
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const config = testConfig({
    NEXTCLOUD_HOST: sandbox.url,
    NEXTCLOUD_MCP_SERVER_URL: base,
    PORT: String(port),
    ...env,
  })
  const app = await buildApp(config, overrides)
  await app.listen({ host: '127.0.0.1', port })
  await app.oauth?.oidc.start()
  const close = async () => {
    await app.close()
    await sandbox.close()
  }
  return { app, sandbox, base, close }
}

/** Alice's login name and password, as the header has them. */
export function aliceByBasic({ users }: Pick<Sandbox, 'users'>): string {
  const alice = users.find(({ uid }) => uid === 'alice')
  if (alice === undefined) throw new TypeError('no alice')
  return `Basic ${Buffer.from(`${alice.loginName}:${alice.password}`).toString('base64')}`
}

/** The server with the suite's fixtures, behind a proxy that authenticates as Alice. */
export async function serveFixture() {
  const { sandbox, base, close } = await serveOnLoopback({}, { offer: conformanceOffer() })
  const authorization = aliceByBasic(sandbox)
  const proxy = await addCredentials(base, authorization)
  return {
    url: `${proxy.url}/mcp`,
    direct: { url: `${base}/mcp`, authorization },
    async close() {
      proxy.server.closeAllConnections()
      proxy.server.close()
      await close()
    },
  }
}
