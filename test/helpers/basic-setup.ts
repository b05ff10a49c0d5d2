import type { Test } from 'tap'

import { createBasicAuthenticator } from '../../src/auth/basic/create-basic-authenticator.js'
import { ephemeralVault } from '../../src/vault/open-vault.js'
import { manualPorts } from './manual-ports.js'
import { recordAudit } from './record-audit.js'
import { recordLog } from './record-log.js'
import { startTestSandbox } from './start-sandbox.js'
import { testConfig } from './test-config.js'
import { testHttpClient } from './test-http-client.js'

export const header = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** An authenticator in front of a sandbox; the test owns the clock of both. */
export async function basicSetup(t: Test, env: Record<string, string> = {}) {
  const ports = manualPorts()
  const sandbox = await startTestSandbox(t, { now: ports.now })
  const { nextcloud, basic } = testConfig({ NEXTCLOUD_HOST: sandbox.url, ...env })
  const { http } = testHttpClient(t, { forwardClientIp: nextcloud.forwardClientIp })
  const audit = recordAudit()
  const log = recordLog()
  const vault = ephemeralVault(ports.random)
  const authenticator = createBasicAuthenticator({ vault, http, nextcloud, basic, audit, ports, log })
  const probes = () => sandbox.calls.filter(call => call.path.endsWith('/cloud/user'))
  const login = (username: string, password: string, ip = '192.0.2.1') =>
    authenticator.authenticate(header(username, password), ip)
  const good = (uid: string, ip?: string) => {
    const user = sandbox.users.find(one => one.uid === uid)!
    return login(user.loginName, user.password, ip)
  }
  const status = async (attempt: ReturnType<typeof login>) => {
    const result = await attempt
    return result.ok ? 200 : result.status
  }
  return { ports, sandbox, authenticator, audit, log, probes, login, good, status }
}
