import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createOidcRuntime } from '../../../src/auth/oidc/create-oidc-runtime.js'
import { withParts } from '../../../src/cli/with-parts.js'
import { loadConfig } from '../../../src/config/load-config.js'
import { Secret } from '../../../src/lib/secret.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { hybridEnv } from '../../config/hybrid-env.js'
import { cli } from '../fake-io.js'

async function registered(t: Test, withGrant = false) {
  const sandbox = await startTestSandbox(t)
  const env = hybridEnv({ NEXTCLOUD_HOST: sandbox.url, TOKEN_STORAGE_DB: join(t.testdir(), 'tokens.db') })
  await withParts(loadConfig(env).config, async parts => {
    const runtime = createOidcRuntime(parts)
    await runtime.start()
    const { provider, client } = await runtime.session()
    await runtime.stop()
    if (!withGrant) return
    const owner = { issuer: provider.issuer, userId: 'alice', clientId: client.id }
    const sealed = parts.vault.seal(new Secret('refresh'), sealContexts['refresh-token'](owner))
    const rest = { tokenAudience: 'nextcloud', flowType: 'provision', correlationId: null }
    await parts.storage.grants.save(
      { ...owner, ...rest, sealed, scopes: null, refreshExpiresAt: null, accessExpiresAt: null },
      1,
    )
  })
  return { env, sandbox }
}

t.test('DCR-8: the client is deleted at the provider and here', async t => {
  const { env, sandbox } = await registered(t)
  const io = await cli('deregister', env)
  t.match(io.stdout(), /deleted at the identity provider and here/)
  t.equal(io.exitCode(), 0)
  t.ok(sandbox.calls.some(({ method, status }) => method === 'DELETE' && status === 204))
  t.match((await cli('deregister', env)).stdout(), /Nothing to do/)
})

t.test('DCR-8: a client that people have authorised is kept, unless forced', async t => {
  const { env } = await registered(t, true)
  const io = await cli('deregister', env)
  t.match(io.stderr(), /^Error: Authorisations that would be lost with this client: 1\./m)
  t.equal(io.exitCode(), 1)
  t.match((await cli('deregister --force', env)).stdout(), /deleted/)
})

t.test('DCR-8: what the provider has forgotten is gone here, too', async t => {
  const { env, sandbox } = await registered(t)
  sandbox.failNext({ path: /register/, status: 404 })
  t.match((await cli('deregister', env)).stdout(), /had forgotten the client already/)
})

t.test('DCR-8: an outage deletes nothing', async t => {
  const { env, sandbox } = await registered(t)
  sandbox.failNext({ path: /register/, status: 503 })
  const io = await cli('deregister', env)
  t.match(io.stderr(), /did not delete the client/)
  t.equal(io.exitCode(), 1)
  t.match((await cli('deregister', env)).stdout(), /deleted/)
})
