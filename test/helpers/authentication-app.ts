import { fastify } from 'fastify'
import type { Test } from 'tap'

import { authentication } from '../../plugins/authentication/index.js'
import { tokenStorage } from '../../plugins/token-storage/index.js'
import { errorHandler } from '../../src/http/error-handler.js'
import { serverOptions } from '../../src/http/server-options.js'
import { silentMetrics } from '../../src/lib/metrics.js'
import type { SandboxSettings } from '../../src/sandbox/sandbox.js'
import { manualPorts } from './manual-ports.js'
import { startTestSandbox } from './start-sandbox.js'
import { testConfig } from './test-config.js'
import { testHttpClient } from './test-http-client.js'
import { pinoLines } from './pino-lines.js'

/** Our public URL in these tests. */
export const US = 'http://127.0.0.1:8000'

/** The two plugins, a sandbox, and routes behind each kind of authentication that tell what they see. */
export async function authenticationApp(
  t: Test,
  env: Record<string, string | undefined> = {},
  settings: Partial<SandboxSettings> = {},
) {
  const ports = manualPorts()
  const sandbox = await startTestSandbox(t, { now: ports.now, settings: { dynamicRegistration: true, ...settings } })
  const config = testConfig({ NEXTCLOUD_HOST: sandbox.url, NEXTCLOUD_MCP_SERVER_URL: US, ...env })
  const { logger, lines } = pinoLines()
  const app = fastify(serverOptions(config, logger, () => 'request'))
  const { http } = testHttpClient(t, { forwardClientIp: config.nextcloud.forwardClientIp })
  app.decorate('config', config).decorate('ports', ports).decorate('http', http).decorate('metrics', silentMetrics)
  app.setErrorHandler(errorHandler)
  await app.register(tokenStorage)
  await app.register(authentication)
  await app.register(async routes => {
    routes.addHook('onRequest', routes.authenticateBasic)
    routes.all('/mcp', async request => ({
      user: request.principal?.userId,
      loginName: request.basicLogin?.loginName,
      ip: request.clientIp,
      headers: request.headers,
      raw: request.raw.rawHeaders,
    }))
  })
  await app.register(async routes => {
    routes.addHook('onRequest', routes.authenticateBearer)
    routes.all('/api', async request => ({ user: request.principal?.userId, headers: request.headers }))
  })
  t.teardown(() => app.close())
  const astrolabe = sandbox.createClient({ redirectUris: [`${US}/back`], tokenType: 'jwt', resourceUrl: US })
  const accessToken = async (uid: string, resource = US) => {
    const tokens = await sandbox.issueTokens({ uid, clientId: astrolabe.clientId, scope: 'openid profile', resource })
    return tokens.accessToken
  }
  return { app, sandbox, ports, lines, accessToken }
}

export const basic = (username: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
})

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
