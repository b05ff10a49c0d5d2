import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import { buildApp, type AppOverrides } from '../../src/app.js'
import { loadConfig } from '../../src/config/load-config.js'
import type { Ports } from '../../src/lib/ports.js'
import { systemPorts } from '../../src/lib/ports.js'
import type { Sandbox, SandboxSettings } from '../../src/sandbox/sandbox.js'
import { startTestSandbox } from './start-sandbox.js'

export interface SingleUserServer {
  app: FastifyInstance
  sandbox: Sandbox
  /** One JSON-RPC request to `/mcp`, as a client on this machine sends it. */
  ask(method: string, params?: object, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** A call of a tool: `isError`, and its output or failure. */
  call(name: string, args?: object): Promise<{ isError: boolean; output: unknown }>
}

interface Options {
  env?: Record<string, string | undefined>
  settings?: Partial<SandboxSettings>
  ports?: Ports
  /** What else the app is given instead of the real thing. */
  overrides?: AppOverrides
}

export const STATIC_TOKEN = 'static-token-of-these-tests-0123456789'

/** A server in single-user mode as carol, whose login name is not her uid; `ready` was not waited for. */
export async function singleUserServer(t: Test, options: Options = {}): Promise<SingleUserServer> {
  const { env = {}, settings = {}, ports = systemPorts, overrides = {} } = options
  const sandbox = await startTestSandbox(t, { settings, now: ports.now })
  const { config } = loadConfig({
    NEXTCLOUD_HOST: sandbox.url,
    NEXTCLOUD_USERNAME: 'carol.login',
    NEXTCLOUD_PASSWORD: 'carol-demo-password',
    LOG_LEVEL: 'silent',
    METRICS_ENABLED: 'false',
    ...env,
  })
  const app = await buildApp(config, { ports, ...overrides })
  t.teardown(() => app.close())
  const ask: SingleUserServer['ask'] = (method, params = {}, headers = {}) =>
    app.inject({
      method: 'POST',
      url: '/mcp',
      headers: { accept: 'application/json, text/event-stream', 'content-type': 'application/json', ...headers },
      payload: { jsonrpc: '2.0', id: 1, method, params },
    })
  return {
    app,
    sandbox,
    ask,
    async call(name, args = {}) {
      const { result } = (await ask('tools/call', { name, arguments: args })).json()
      return { isError: result.isError ?? false, output: JSON.parse(result.content[0].text) }
    },
  }
}
