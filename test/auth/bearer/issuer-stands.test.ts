import t, { type Test } from 'tap'

import { issuerStands } from '../../../src/auth/bearer/issuer-stands.js'
import { startIdentityProvider } from '../../helpers/start-identity-provider.js'
import { testConfig } from '../../helpers/test-config.js'

interface Circumstances {
  iss?: string
  surface?: 'management' | 'mcp'
  strict?: boolean
  isNextcloud?: boolean
  jwksUri?: string
}

async function judge(
  t: Test,
  { iss = 'http://localhost', surface = 'management', strict, isNextcloud = true, jwksUri }: Circumstances,
) {
  const { provider, url } = await startIdentityProvider(t, [])
  const config = testConfig({ NEXTCLOUD_HOST: url, ...(strict ? { MGMT_STRICT_ISSUER: 'true' } : {}) })
  const facts = {
    sub: 'a',
    clientId: 'c',
    audience: [],
    scope: undefined,
    expiresAt: 1,
    proof: 'signature' as const,
    typed: true,
  }
  const known = { ...provider, isNextcloud, jwksUri: jwksUri ?? provider.jwksUri }
  return issuerStands({ ...facts, unlistedIssuer: iss === '' ? undefined : iss }, { surface, provider: known, config })
}

t.test('a listed issuer stands everywhere', async t => {
  for (const surface of ['management', 'mcp'] as const) t.ok(await judge(t, { iss: '', surface, strict: true }))
})

t.test('VER-4: on the management surface an unlisted one stands while the keys are those of Nextcloud', async t => {
  t.ok(await judge(t, {}))
  t.notOk(await judge(t, { jwksUri: 'https://keys.example.com/jwks' }))
  t.notOk(await judge(t, { isNextcloud: false }))
})

t.test('VER-4: strictness ends that, and /mcp never has it', async t => {
  t.notOk(await judge(t, { strict: true }))
  t.notOk(await judge(t, { surface: 'mcp' }))
})
