import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { buildApp } from '../../../src/app.js'
import type { Sandbox } from '../../../src/sandbox/sandbox.js'
import { startSandbox } from '../../../src/sandbox/start-sandbox.js'
import { testConfig } from '../../helpers/test-config.js'

export interface Served {
  app: FastifyInstance
  sandbox: Sandbox
  /** `http://127.0.0.1:<port>/mcp` */
  url: URL
}

/**
 * The whole server on loopback in front of a sandbox, gone when the test ends.
 *
 * @param through - something to put between the two; given the sandbox's URL, it resolves to its own.
 */
export async function serveMcp(t: Test, through: (url: string) => Promise<string> = async url => url): Promise<Served> {
  const sandbox = await startSandbox()
  const app = await buildApp(testConfig({ NEXTCLOUD_HOST: await through(sandbox.url) }))
  t.teardown(async () => {
    const closed = app.close()
    // A client may hold a connection open that never carried a request; Fastify would wait for it.
    app.server.closeAllConnections()
    await closed
    await sandbox.close()
  })
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, sandbox, url: new URL('/mcp', base) }
}

export const basic = (login: string, password: string) =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`
