import { join } from 'node:path'
import t, { type Test } from 'tap'
import { withParts } from '../../../src/cli/with-parts.js'
import { loadConfig } from '../../../src/config/load-config.js'
import { Secret } from '../../../src/lib/secret.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { hybridEnv, KEY } from '../../config/hybrid-env.js'
import { cli } from '../fake-io.js'

const NEW_KEY = Buffer.alloc(32, 'new key ').toString('base64')

async function envWithGrants(t: Test, count: number) {
  const env = hybridEnv({ TOKEN_STORAGE_DB: join(t.testdir(), 'tokens.db') })
  await withParts(loadConfig(env).config, async ({ storage, vault }) => {
    for (let index = 0; index < count; index += 1) {
      const owner = { issuer: 'https://nc.example', userId: `user${index}`, clientId: 'client' }
      const sealed = vault.seal(new Secret(`refresh-${index}`), sealContexts['refresh-token'](owner))
      const rest = { tokenAudience: 'nextcloud', flowType: 'provision', correlationId: null }
      await storage.grants.save(
        { ...owner, ...rest, sealed, scopes: null, refreshExpiresAt: null, accessExpiresAt: null },
        1,
      )
    }
  })
  return env
}

t.test('STO-7: every secret is sealed anew with the first key, with counts per key', async t => {
  const env = await envWithGrants(t, 3)
  const io = await cli('db rotate-key', { ...env, TOKEN_ENCRYPTION_KEY: `${NEW_KEY},${KEY}` })
  t.match(
    io.stdout(),
    /refresh_tokens\.\w+: 3 sealed anew, 0 changed meanwhile, 0 unreadable; now 3 with key [0-9a-f]{16}/,
  )
  t.match(io.stdout(), /^3 secrets are sealed anew/m)
  t.equal(io.exitCode(), 0)
  const opened = await withParts(
    loadConfig({ ...env, TOKEN_ENCRYPTION_KEY: NEW_KEY }).config,
    async ({ storage, vault }) => {
      const grant = await storage.grants.find('https://nc.example', 'user2')
      return vault.open(grant!.ciphertext!, sealContexts['refresh-token'](grant!)).reveal()
    },
  )
  t.equal(opened, 'refresh-2', 'the old key is not needed any more')
})

t.test('STO-7: a second run has nothing to do', async t => {
  const env = { ...(await envWithGrants(t, 1)), TOKEN_ENCRYPTION_KEY: `${NEW_KEY},${KEY}` }
  await cli('db rotate-key', env)
  t.match((await cli('db rotate-key', env)).stdout(), /^0 secrets are sealed anew/m)
})

t.test('STO-6: secrets of a key that is not there are left alone and make the command fail', async t => {
  const env = await envWithGrants(t, 2)
  const io = await cli('db rotate-key', { ...env, TOKEN_ENCRYPTION_KEY: NEW_KEY })
  t.match(io.stderr(), /^Error: 2 secrets could not be opened/m)
  t.equal(io.exitCode(), 1)
  t.match((await cli('db rotate-key', env)).stdout(), /^0 secrets are sealed anew/m, 'their own key still opens them')
})

t.test('the output holds no secret', async t => {
  const env = { ...(await envWithGrants(t, 1)), TOKEN_ENCRYPTION_KEY: `${NEW_KEY},${KEY}` }
  const io = await cli('db rotate-key', env)
  for (const secret of ['refresh-0', NEW_KEY.slice(0, 20), KEY.slice(0, 20)]) {
    t.notOk((io.stdout() + io.stderr()).includes(secret))
  }
})
