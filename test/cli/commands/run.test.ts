import { createServer } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { isServed } from '../../../src/cli/commands/run.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { hybridEnv } from '../../config/hybrid-env.js'
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

t.test('OAuth mode is valid, but not served yet: it says so, names what to set, and exits with 2', async t => {
  for (const args of ['', 'run', '--oauth', 'run --oauth']) {
    const io = await cli(args, { NEXTCLOUD_HOST: 'https://cloud.example.com' })
    t.equal(io.exitCode(), 2, args)
    t.match(io.stderr(), /OAuth mode, which this release does not serve yet/)
    t.match(io.stderr(), /ENABLE_MULTI_USER_BASIC_AUTH=true\n\s+ENABLE_OFFLINE_ACCESS=true/)
    t.equal(io.stdout(), '')
  }
})

t.test('CFG-7: --oauth drops the credentials, says so, and stops as OAuth mode does', async t => {
  const env = { NEXTCLOUD_HOST: 'https://cloud.example.com', NEXTCLOUD_USERNAME: 'a', NEXTCLOUD_PASSWORD: 'hunter2' }
  const io = await cli('--oauth', env)
  t.match(io.stderr(), /Warning: --oauth NEXTCLOUD_USERNAME and NEXTCLOUD_PASSWORD are set and ignored/)
  t.match(io.stderr(), /OAuth mode/)
  t.notMatch(io.stderr(), /hunter2/)
  t.equal(io.exitCode(), 2)
})

t.test('single-user mode stops and says what to remove', async t => {
  const env = { NEXTCLOUD_HOST: 'https://cloud.example.com', NEXTCLOUD_USERNAME: 'a', NEXTCLOUD_PASSWORD: 'p' }
  const io = await cli('--no-oauth', env)
  t.match(io.stderr(), /single-user Basic mode.*\n.*\n.*\n.*\n.*\nand remove NEXTCLOUD_USERNAME/)
  t.equal(io.exitCode(), 2)
})

t.test('a mode is validated before it is declined', async t => {
  const io = await cli('--oauth', { NEXTCLOUD_HOST: 'http://cloud.example.com' })
  t.match(io.stderr(), /NEXTCLOUD_HOST is plain http/)
  t.notMatch(io.stderr(), /does not serve/)
})

t.test('--no-oauth without credentials is a configuration error', async t => {
  const io = await cli('run --no-oauth', { NEXTCLOUD_HOST: 'https://cloud.example.com' })
  t.match(io.stderr(), /NEXTCLOUD_USERNAME is required by --no-oauth/)
  t.equal(io.exitCode(), 2)
})

t.test('CFG-10: a secret given as a flag is used, warned about, and not shown', async t => {
  const args = '--oauth --oauth-client-id me --oauth-client-secret hunter2'
  const io = await cli(args, { NEXTCLOUD_HOST: 'https://cloud.example.com' })
  t.match(io.stderr(), /Warning: --oauth-client-secret shows the secret/)
  t.notMatch(io.stderr() + io.stdout(), /hunter2/)
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

t.test('the modes that are served are those that take Basic per request', async t => {
  t.ok(isServed('hybrid') && isServed('multi_user_basic'))
  t.notOk(isServed('oauth') || isServed('single_user_basic'))
})
