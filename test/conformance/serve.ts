import { buildApp } from '../../src/app.js'
import { startSandbox } from '../../src/sandbox/start-sandbox.js'
import { testConfig } from '../helpers/test-config.js'
import { addCredentials } from './add-credentials.js'
import { conformanceOffer } from './fixture/conformance-offer.js'

/** The whole server with the suite's fixtures in front of a sandbox, behind a proxy that authenticates as Alice. */
export async function serveFixture() {
  const sandbox = await startSandbox()
  const app = await buildApp(testConfig({ NEXTCLOUD_HOST: sandbox.url }), { offer: conformanceOffer() })
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const alice = sandbox.users.find(({ uid }) => uid === 'alice')
  if (alice === undefined) throw new TypeError('no alice')
  const authorization = `Basic ${Buffer.from(`${alice.loginName}:${alice.password}`).toString('base64')}`
  const proxy = await addCredentials(base, authorization)
  return {
    url: `${proxy.url}/mcp`,
    direct: { url: `${base}/mcp`, authorization },
    async close() {
      proxy.server.closeAllConnections()
      proxy.server.close()
      await app.close()
      await sandbox.close()
    },
  }
}
