import { createServer } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { fakeProvider, WELL_KNOWN } from '../../helpers/fake-provider.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { hybridEnv } from '../../config/hybrid-env.js'
import { singleUserEnv } from '../../config/single-user-env.js'
import { cli, freePort } from '../fake-io.js'

async function hybrid(t: Test, more: Record<string, string> = {}) {
  const sandbox = await startTestSandbox(t)
  const TOKEN_STORAGE_DB = join(t.testdir(), 'data', 'tokens.db')
  return hybridEnv({ NEXTCLOUD_HOST: sandbox.url, TOKEN_STORAGE_DB, LOG_LEVEL: 'silent', ...more })
}

t.test('CFG-9: with and without the word run, the server serves until stopped', async t => {
  for (const word of ['run ', '']) {
    const port = await freePort()
    const io = await cli(`${word}--port ${port}`, await hybrid(t))
    t.match(io.stderr(), new RegExp(`serves hybrid mode at http://localhost:${port}/mcp$`))
    t.equal(io.stdout(), '', 'stdout is left to the log')
    const alive = await fetch(`http://127.0.0.1:${port}/health/live`)
    t.equal(alive.status, 200)
    await alive.text()
    await io.stop()
    await t.rejects(fetch(`http://127.0.0.1:${port}/health/live`), 'it is gone')
    t.equal(io.exitCode(), 0)
  }
})

t.test('warnings are on stderr before the server serves', async t => {
  const io = await cli(`--port ${await freePort()}`, await hybrid(t))
  t.match(io.stderr(), /Note: VECTOR_SYNC_ENABLED is off.*serves hybrid mode/s)
  t.match(io.stderr(), /Warning: NEXTCLOUD_MCP_SERVER_URL is not set/)
  await io.stop()
})

t.test('pure multi-user mode is served, and stores nothing', async t => {
  const env = { ...(await hybrid(t)), ENABLE_OFFLINE_ACCESS: 'false', TOKEN_STORAGE_DB: undefined }
  const io = await cli(`--port ${await freePort()}`, env)
  t.match(io.stderr(), /serves multi_user_basic mode/)
  await io.stop()
})

t.test('--no-oauth without credentials is a configuration error', async t => {
  const io = await cli('run --no-oauth', { NEXTCLOUD_HOST: 'https://cloud.example.com' })
  t.match(io.stderr(), /NEXTCLOUD_USERNAME is required by --no-oauth/)
  t.equal(io.exitCode(), 2)
})

t.test('CFG-10: a secret given as a flag is used, warned about, and not shown', async t => {
  const args = `--oauth --oauth-client-id me --oauth-client-secret hunter2 --port ${await freePort()}`
  const { url } = await startTestSandbox(t)
  const io = await cli(args, { NEXTCLOUD_HOST: url, LOG_LEVEL: 'silent', METRICS_ENABLED: 'false' })
  t.match(io.stderr(), /Warning: --oauth-client-secret shows the secret/)
  t.notMatch(io.stderr() + io.stdout(), /hunter2/)
  await io.stop()
})

t.test('a port in use is a failure that names the way out', async t => {
  const blocker = createServer()
  await new Promise<void>(resolve => blocker.listen(0, '127.0.0.1', resolve))
  t.teardown(() => blocker.close())
  const address = blocker.address()
  const io = await cli(`--port ${typeof address === 'object' ? address?.port : 0}`, await hybrid(t))
  t.match(io.stderr(), /^Error: 127\.0\.0\.1 port \d+ is in use.*--port/m)
  t.equal(io.exitCode(), 1)
  t.equal(io.stdout(), '')
})

t.test(
  'HYB-2: OAuth mode does not start in front of a provider that does not announce S256, unless it is allowed',
  async t => {
    const fake = await fakeProvider(t)
    fake.on(WELL_KNOWN, () => ({ body: { ...fake.document(), code_challenge_methods_supported: ['plain'] } }))
    const env = { NEXTCLOUD_HOST: fake.url, LOG_LEVEL: 'silent', METRICS_ENABLED: 'false' }
    const port = await freePort()
    const refused = await cli(`--oauth --port ${port}`, env)
    t.match(refused.stderr(), /^Error: .*does not announce PKCE with S256.*ALLOW_UNADVERTISED_PKCE=true/m)
    t.equal(refused.exitCode(), 1)
    await t.rejects(fetch(`http://127.0.0.1:${port}/health/live`))
    const allowed = await cli(`--oauth --port ${port}`, { ...env, ALLOW_UNADVERTISED_PKCE: 'true' })
    t.match(allowed.stderr(), /serves oauth mode/)
    await allowed.stop()
  },
)

t.test('every mode is served; --oauth drops a name and password, and says so', async t => {
  const { url } = await startTestSandbox(t)
  const env = singleUserEnv({ NEXTCLOUD_HOST: url, NEXTCLOUD_PASSWORD: 'alice-demo-password', LOG_LEVEL: 'silent' })
  const single = await cli(`--port ${await freePort()}`, { ...env, METRICS_ENABLED: 'false' })
  t.match(single.stderr(), /serves single_user_basic mode/)
  await single.stop()
  const oauth = await cli(`--oauth --port ${await freePort()}`, { ...env, METRICS_ENABLED: 'false' })
  t.match(oauth.stderr(), /Warning: --oauth NEXTCLOUD_USERNAME and NEXTCLOUD_PASSWORD are set and ignored/)
  t.match(oauth.stderr(), /serves oauth mode/)
  t.notMatch(oauth.stderr(), /alice-demo-password/)
  await oauth.stop()
})

t.test('single-user mode starts with the notice that it is deprecated', async t => {
  const { url } = await startTestSandbox(t)
  const env = singleUserEnv({ NEXTCLOUD_HOST: url, NEXTCLOUD_PASSWORD: 'alice-demo-password', LOG_LEVEL: 'silent' })
  const io = await cli(`--no-oauth --port ${await freePort()}`, { ...env, METRICS_ENABLED: 'false' })
  t.match(io.stderr(), /Warning: NEXTCLOUD_USERNAME .*deprecated and may be removed.*serves single_user_basic/s)
  await io.stop()
})

t.test('an account that Nextcloud refuses ends the start in plain words', async t => {
  const { url } = await startTestSandbox(t)
  const env = singleUserEnv({ NEXTCLOUD_HOST: url, NEXTCLOUD_PASSWORD: 'hunter2', LOG_LEVEL: 'silent' })
  const io = await cli(`--port ${await freePort()}`, { ...env, METRICS_ENABLED: 'false' })
  t.match(io.stderr(), /^Error: Nextcloud does not accept the account.*NEXTCLOUD_PASSWORD is wrong/m)
  t.notMatch(io.stderr(), /hunter2|cannot be listened on/)
  t.equal(io.exitCode(), 1)
})

t.test(
  'BA-13: listening elsewhere without a token is refused, and --insecure-open is the way out that it names',
  async t => {
    const { url } = await startTestSandbox(t)
    const env = singleUserEnv({ NEXTCLOUD_HOST: url, NEXTCLOUD_PASSWORD: 'alice-demo-password', LOG_LEVEL: 'silent' })
    const refused = await cli('--host 0.0.0.0', env)
    t.match(refused.stderr(), /HOST reaches beyond this machine.*MCP_STATIC_TOKEN.*--insecure-open/)
    t.equal(refused.exitCode(), 2)
    const open = `--host 127.0.0.1 --mcp-server-url http://box.local:8000 --insecure-open --port ${await freePort()}`
    const io = await cli(open, { ...env, METRICS_ENABLED: 'false' })
    t.match(io.stderr(), /Warning: MCP_INSECURE_OPEN is on: everybody.*serves single_user_basic/s)
    await io.stop()
  },
)
