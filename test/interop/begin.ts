import type { Test } from 'tap'
import type { HybridOptions } from '../helpers/hybrid-server.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { startOAuthServer } from '../helpers/oauth-server.js'
import type { startHybridServer } from '../helpers/hybrid-server.js'
import { sdkOAuthProvider } from '../helpers/sdk-oauth-provider.js'
import type { OfficialClient } from './official-clients.js'

export const REDIRECT = 'http://127.0.0.1:6274/oauth/callback'
const DAY = 24 * 3600
/** Of Nextcloud's `oidc` app: a test moves the clock by an hour at once, and no upkeep runs in between. */
const LASTING = { refreshExpireTime: 30 * DAY, clientExpireTime: 30 * DAY }

interface BeginOptions {
  start?: typeof startHybridServer
  overrides?: HybridOptions['overrides']
  /** Where the client publishes who it is, instead of registering. */
  clientMetadataUrl?: string
}

/** A server whose clock the test moves, and a client that knows nothing of it but its address, up to the link for the person. */
export async function begin(t: Test, official: OfficialClient, options: BeginOptions = {}) {
  const { start = startOAuthServer, overrides, clientMetadataUrl } = options
  const ports = manualPorts()
  const env = { MCP_OAUTH: 'true' }
  const server = await start(t, { env, settings: LASTING, ports, ...(overrides && { overrides }) })
  const { provider, kept } = sdkOAuthProvider(REDIRECT, clientMetadataUrl === undefined ? {} : { clientMetadataUrl })
  const connect = () => {
    const client = official.open(new URL(`${server.url}/mcp`), { authProvider: provider })
    t.teardown(() => client.close())
    return client
  }
  const asking = connect()
  await t.rejects(asking.connect(), /unauthorized/i, 'it has to ask the person first')
  return { server, ports, kept, asking, connect }
}
