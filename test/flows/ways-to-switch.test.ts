import t, { type Test } from 'tap'
import { cli, type FakeIo } from '../cli/fake-io.js'
import { clickAuthorize, oneDatabase } from '../helpers/one-database.js'
import { TEST_KEY } from '../helpers/test-config.js'

const ACCOUNT = { NEXTCLOUD_USERNAME: 'alice', NEXTCLOUD_PASSWORD: 'alice-demo-password' }
const GRANTS = { ENABLE_OFFLINE_ACCESS: 'true', TOKEN_ENCRYPTION_KEY: TEST_KEY }
type Env = Record<string, string>

/** A database that holds a grant, and the server by its command line. */
async function world(t: Test) {
  const { sandbox, url, port, path, start, fingerprint } = await oneDatabase(t)
  const hybrid = await start()
  await clickAuthorize(hybrid, 'alice')
  await hybrid.app.close()
  const always = { NEXTCLOUD_HOST: sandbox.url, NEXTCLOUD_MCP_SERVER_URL: url, TOKEN_STORAGE_DB: path }
  const quiet = { PORT: String(port), LOG_LEVEL: 'silent', METRICS_ENABLED: 'false' }
  const run = (args: string, env: Env) => cli(`run ${args}`, { ...always, ...quiet, ...env })
  return { run, fingerprint, start }
}

const modeIn = (io: FakeIo) => /serves (\w+) mode/.exec(io.stderr())?.[1]

const WAYS: { by: string; args?: string; env: Env; mode: string }[] = [
  { by: 'the multi-user switch', env: { ENABLE_MULTI_USER_BASIC_AUTH: 'true' }, mode: 'multi_user_basic' },
  { by: 'both switches', env: { ENABLE_MULTI_USER_BASIC_AUTH: 'true', ...GRANTS }, mode: 'hybrid' },
  { by: 'a name and password', env: ACCOUNT, mode: 'single_user_basic' },
  { by: 'nothing of these', env: {}, mode: 'oauth' },
  { by: 'MCP_DEPLOYMENT_MODE=oauth', env: { MCP_DEPLOYMENT_MODE: 'oauth', ...GRANTS }, mode: 'oauth' },
  {
    by: 'MCP_DEPLOYMENT_MODE=multi_user_basic',
    env: { MCP_DEPLOYMENT_MODE: 'multi_user_basic' },
    mode: 'multi_user_basic',
  },
  {
    by: 'the same with grants',
    env: { MCP_DEPLOYMENT_MODE: 'multi_user_basic', ...GRANTS },
    mode: 'hybrid',
  },
  {
    by: 'MCP_DEPLOYMENT_MODE=single_user_basic',
    env: { MCP_DEPLOYMENT_MODE: 'single_user_basic', ...ACCOUNT },
    mode: 'single_user_basic',
  },
  { by: '--oauth over a name and password', args: '--oauth', env: ACCOUNT, mode: 'oauth' },
  { by: '--oauth with grants', args: '--oauth', env: GRANTS, mode: 'oauth' },
  { by: '--no-oauth', args: '--no-oauth', env: { ...ACCOUNT, ...GRANTS }, mode: 'single_user_basic' },
]

for (const { by, args = '', env, mode } of WAYS) {
  t.test(`${by}: ${mode}, and the grant of before is alive afterwards`, async t => {
    const { run, start } = await world(t)
    const io = await run(args, env)
    t.equal(modeIn(io), mode, io.stderr())
    await io.stop()
    t.equal(io.exitCode(), 0)
    const { app } = await start()
    t.match(await app.oauth!.broker.getAccessToken('alice'), { token: {} })
  })
}

const CONTRADICTIONS: { args?: string; env: Env; says: RegExp }[] = [
  { args: '--oauth', env: { ENABLE_MULTI_USER_BASIC_AUTH: 'true' }, says: /--oauth contradicts ENABLE_MULTI_USER/ },
  { args: '--no-oauth', env: { ENABLE_MULTI_USER_BASIC_AUTH: 'true', ...ACCOUNT }, says: /--no-oauth contradicts/ },
  {
    args: '--oauth',
    env: { MCP_DEPLOYMENT_MODE: 'multi_user_basic' },
    says: /--oauth contradicts MCP_DEPLOYMENT_MODE/,
  },
  { args: '--no-oauth', env: {}, says: /NEXTCLOUD_USERNAME is required by --no-oauth/ },
  {
    env: { MCP_DEPLOYMENT_MODE: 'oauth', ENABLE_MULTI_USER_BASIC_AUTH: 'true' },
    says: /MCP_DEPLOYMENT_MODE contradicts ENABLE_MULTI_USER_BASIC_AUTH/,
  },
  { env: { MCP_DEPLOYMENT_MODE: 'oauth', ...ACCOUNT }, says: /NEXTCLOUD_USERNAME is forbidden in oauth mode/ },
  {
    env: { ENABLE_MULTI_USER_BASIC_AUTH: 'true', ...ACCOUNT },
    says: /NEXTCLOUD_USERNAME is forbidden in multi_user_basic mode/,
  },
  { env: { NEXTCLOUD_USERNAME: 'alice' }, says: /NEXTCLOUD_PASSWORD is missing while NEXTCLOUD_USERNAME is set/ },
  { env: { ENABLE_OFFLINE_ACCESS: 'true' }, says: /TOKEN_ENCRYPTION_KEY is required when ENABLE_OFFLINE_ACCESS/ },
  {
    env: { ...ACCOUNT, NEXTCLOUD_OIDC_CLIENT_ID: 'id', NEXTCLOUD_OIDC_CLIENT_SECRET: 'secret' },
    says: /NEXTCLOUD_OIDC_CLIENT_ID is forbidden in single_user_basic mode/,
  },
]

t.test('what contradicts stops the start, is named, and the database is not opened', async t => {
  const { run, fingerprint } = await world(t)
  const before = fingerprint()
  for (const { args = '', env, says } of CONTRADICTIONS) {
    const io = await run(args, env)
    t.match(io.stderr(), says)
    t.equal(io.exitCode(), 2)
    t.equal(modeIn(io), undefined)
  }
  t.equal(fingerprint(), before)
})
