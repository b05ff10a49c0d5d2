import { join } from 'node:path'
import t, { type Test } from 'tap'
import { hybridEnv, KEY } from '../../config/hybrid-env.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { cli } from '../fake-io.js'

async function environment(t: Test, more: Record<string, string> = {}) {
  const { url } = await startTestSandbox(t)
  return hybridEnv({ NEXTCLOUD_HOST: url, TOKEN_STORAGE_DB: join(t.testdir(), 'tokens.db'), ...more })
}

t.test('a working configuration passes with exit code 0', async t => {
  const io = await cli('doctor', await environment(t))
  t.equal(io.exitCode(), 0)
  t.match(io.stdout(), /^ok\s+nextcloud\s+Nextcloud 32/m)
  t.match(io.stdout(), /checks, 0 failed/)
})

t.test('a failed check is exit code 1', async t => {
  const io = await cli(
    'doctor',
    hybridEnv({ NEXTCLOUD_HOST: 'http://127.0.0.1:1', TOKEN_STORAGE_DB: `${t.testdir()}/x.db` }),
  )
  t.equal(io.exitCode(), 1)
  t.match(io.stdout(), /^FAIL\s+nextcloud .*Fix: /m)
})

t.test('a wrong configuration is reported as checks, one per problem', async t => {
  const io = await cli('doctor', { PORT: 'x', TOKEN_ENCRYPTION_KEY: 'short' })
  t.equal(io.exitCode(), 1)
  t.match(io.stdout(), /^FAIL\s+config\s+PORT is not a number.*Fix: Write digits/m)
  t.match(io.stdout(), /^FAIL\s+config\s+TOKEN_ENCRYPTION_KEY/m)
  t.match(io.stdout(), /^FAIL\s+config\s+NEXTCLOUD_HOST is required/m)
})

t.test('--json is JSON, for good and for bad', async t => {
  const good = JSON.parse((await cli('doctor --json', await environment(t))).stdout())
  t.equal(good.ok, true)
  t.match(good.checks[0], { name: String, status: String, message: String })
  t.equal(JSON.parse((await cli('doctor --json', {})).stdout()).ok, false)
})

t.test('no secret is shown', async t => {
  const secrets = {
    NEXTCLOUD_OIDC_CLIENT_ID: 'me',
    NEXTCLOUD_OIDC_CLIENT_SECRET: 'hunter2',
    WEBHOOK_SECRET: 'w'.repeat(40),
  }
  const io = await cli('doctor', await environment(t, secrets))
  for (const secret of ['hunter2', 'wwww', KEY.slice(0, 20)]) t.notOk((io.stdout() + io.stderr()).includes(secret))
})
