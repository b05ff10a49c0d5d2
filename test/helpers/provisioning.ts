import type { Test } from 'tap'
import { createJwksCache } from '../../src/auth/jwks/jwks-cache.js'
import { createOidcRuntime } from '../../src/auth/oidc/create-oidc-runtime.js'
import { finishProvisioning } from '../../src/auth/provisioning/finish-provisioning.js'
import type { ProvisioningDeps, Query } from '../../src/auth/provisioning/provisioning-deps.js'
import { createStartLimiter } from '../../src/auth/provisioning/start-limiter.js'
import { startProvisioning } from '../../src/auth/provisioning/start-provisioning.js'
import { fakeProvider } from './fake-provider.js'
import { oidcDeps } from './oidc-deps.js'

export const CLIENT = {
  NEXTCLOUD_OIDC_CLIENT_ID: 'us',
  NEXTCLOUD_OIDC_CLIENT_SECRET: 'client-secret-of-thirty-two-chars',
}

/** The engine of provisioning against a provider that behaves, until the test says otherwise. */
export async function provisioning(t: Test, env: Record<string, string> = {}) {
  const fake = await fakeProvider(t)
  const shared = await oidcDeps(t, fake.url, { ...CLIENT, ...env })
  const oidc = createOidcRuntime(shared)
  t.teardown(() => oidc.stop())
  await oidc.start()
  const seeded: unknown[] = []
  const deps: ProvisioningDeps & typeof shared = {
    ...shared,
    oidc,
    jwks: createJwksCache(shared),
    limiter: createStartLimiter(shared.ports.now),
    broker: { provisioned: (...args) => void seeded.push(args) },
  }
  const seconds = () => Math.floor(shared.ports.now() / 1000)
  const person = { ip: '192.0.2.1', requestId: 'r-1' }
  const claims = (nonce: string) => ({
    iss: fake.url,
    sub: 'alice',
    aud: 'us',
    azp: 'us',
    exp: seconds() + 900,
    iat: seconds(),
    nonce,
  })
  const tokens = async (nonce: string) => ({
    access_token: 'the-access-token',
    token_type: 'Bearer',
    expires_in: 900,
    id_token: await fake.sign(claims(nonce)),
    refresh_token: 'the-refresh-token',
    refresh_expires_in: 900,
  })

  async function start(query: Query = {}, cookies: Record<string, string> = {}) {
    const started = await startProvisioning(deps, { query, cookies, ...person })
    if (!started.ok) throw new RangeError(`not started: ${started.failure}`)
    const asked = new URL(started.location).searchParams
    const state = asked.get('state') ?? ''
    const nonce = asked.get('nonce') ?? ''
    const jar = Object.fromEntries(started.cookies.map(({ name, value }) => [name, value]))
    fake.on('/token', async () => ({ body: await tokens(nonce) }))
    return { started, state, nonce, cookies: jar, location: started.location }
  }
  fake.on('/userinfo', { body: { sub: 'alice', scope: 'openid profile offline_access' } })

  const finish = (query: Query, cookies: Record<string, string | undefined>) =>
    finishProvisioning(deps, { query, cookies, ...person })
  const grant = (userId = 'alice') => shared.storage.grants.find(fake.url, userId)
  const events = async () =>
    (await shared.storage.audit.list({ limit: 50 })).map(({ event, reason }) => [event, reason])
  return { fake, deps, oidc, seeded, start, finish, grant, events, tokens, claims, seconds, person }
}
