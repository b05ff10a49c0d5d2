import type { JWTPayload } from 'jose'
import type { Test } from 'tap'

import { createTokenVerifier } from '../../src/auth/bearer/create-token-verifier.js'
import { ephemeralVault } from '../../src/vault/open-vault.js'
import { manualPorts } from './manual-ports.js'
import { recordAudit } from './record-audit.js'
import { recordLog } from './record-log.js'
import { sign, startIdentityProvider, type SigningKeyPair } from './start-identity-provider.js'
import { testConfig } from './test-config.js'
import { testHttpClient } from './test-http-client.js'

/** Our own base URL in these tests. */
export const US = 'http://127.0.0.1:8000'

/** A verifier in front of an identity provider that answers what the test says. */
export async function verifierSetup(
  t: Test,
  key: SigningKeyPair,
  { surface = 'management', env = {} }: { surface?: 'management' | 'mcp'; env?: Record<string, string> } = {},
) {
  const ports = manualPorts()
  const provider = await startIdentityProvider(t, [key.jwk])
  const config = testConfig({ NEXTCLOUD_HOST: provider.url, NEXTCLOUD_MCP_SERVER_URL: US, ...env })
  const { http } = testHttpClient(t)
  const audit = recordAudit()
  const log = recordLog()
  const { oidc } = provider
  const vault = ephemeralVault(ports.random)
  const verifier = createTokenVerifier({ surface, config, oidc, http, vault, ports, log, audit })
  const seconds = () => Math.floor(ports.now() / 1000)
  const claims = (more: JWTPayload = {}): JWTPayload => ({
    iss: provider.url,
    sub: 'alice',
    aud: US,
    iat: seconds(),
    exp: seconds() + 900,
    client_id: 'astrolabe',
    azp: 'astrolabe',
    scope: 'openid profile',
    ...more,
  })
  const token = (more: JWTPayload = {}, header: Record<string, unknown> = {}) => sign(key, claims(more), header)
  const verify = (value: string) => verifier.verify([`Bearer ${value}`])
  const outcome = async (value: string) => {
    const result = await verify(value)
    return result.ok ? 'ok' : result.reason
  }
  return { ports, provider, config, http, audit, log, verifier, seconds, claims, token, verify, outcome }
}
