import t from 'tap'
import { manualPorts } from '../helpers/manual-ports.js'
import { singleUserServer } from '../helpers/single-user-server.js'

t.test('everybody acts as the account, under the uid that Nextcloud gives', async t => {
  const { call, sandbox } = await singleUserServer(t)
  const me = await call('nc_users_whoami')
  t.match(me, { isError: false, output: { user_id: 'u-1f3a' } })
  const note = await call('nc_notes_create_note', { title: 'Mine', content: 'x', category: '' })
  t.match(note, { isError: false, output: { title: 'Mine' } })
  t.ok(sandbox.calls.every(({ authorization }) => authorization !== 'bearer'))
})

t.test('the account is checked once, at start, and not with each request', async t => {
  const { app, ask, sandbox } = await singleUserServer(t)
  await app.ready()
  t.equal(sandbox.calls.filter(({ path }) => path.endsWith('/cloud/user')).length, 1)
  for (let request = 0; request < 5; request += 1) await ask('tools/list')
  t.equal(sandbox.calls.filter(({ path }) => path.endsWith('/cloud/user')).length, 1)
})

t.test('a wrong password stops the start and says what to do', async t => {
  const { app } = await singleUserServer(t, { env: { NEXTCLOUD_PASSWORD: 'wrong' } })
  await t.rejects(Promise.resolve(app.ready()), { code: 'NCMCP_START_FAILED', message: /NEXTCLOUD_PASSWORD is wrong/ })
})

t.test('GAP-32: Host and Origin are checked here too, and no page of another site gets in', async t => {
  const { ask } = await singleUserServer(t)
  t.equal((await ask('tools/list', {}, { host: 'evil.example' })).statusCode, 403)
  t.equal((await ask('tools/list', {}, { origin: 'https://evil.example' })).statusCode, 403)
  t.equal((await ask('tools/list', {}, { origin: 'null' })).statusCode, 403)
  t.equal((await ask('tools/list', {}, { host: 'localhost:8000', origin: 'http://localhost:5173' })).statusCode, 200)
})

t.test('only the public routes exist: no pages, no provisioning, no management, no background access', async t => {
  const { app, ask } = await singleUserServer(t)
  for (const url of ['/app', '/oauth/login', '/oauth/authorize-nextcloud', '/api/v1/webhooks', '/webhooks/nextcloud']) {
    t.equal((await app.inject({ url })).statusCode, 404, url)
  }
  t.match((await app.inject('/api/v1/status')).json(), { auth_mode: 'basic', webhooks_enabled: false })
  t.match((await app.inject('/health/live')).json(), { status: 'alive', mode: 'basic' })
  t.match((await app.inject('/health/ready')).json(), { status: 'ready', checks: { auth_mode: 'basic' } })
  t.equal(app.storage, undefined, 'nothing is stored')
  const { tools } = (await ask('tools/list')).json().result
  t.notOk(tools.some(({ name }: { name: string }) => name.startsWith('nc_access_')))
})

t.test('an outage at start: it starts, lists its tools, and calls work as soon as Nextcloud does', async t => {
  const ports = manualPorts()
  const { app, ask, call, sandbox } = await singleUserServer(t, { settings: { maintenance: true }, ports })
  await app.ready()
  t.equal((await ask('tools/list')).statusCode, 200)
  const down = await call('nc_users_whoami')
  t.match(down, { isError: true, output: { code: 'NCMCP_NEXTCLOUD_UNAVAILABLE', retry_after_seconds: Number } })
  sandbox.settings.maintenance = false
  ports.advance(5 * 60_000)
  t.match(await call('nc_users_whoami'), { isError: false, output: { user_id: 'u-1f3a' } })
})

t.test('an app password that is withdrawn during work is told clearly, and asked about once', async t => {
  const { call, sandbox } = await singleUserServer(t)
  await call('nc_users_whoami')
  sandbox.setPassword('u-1f3a', 'another')
  sandbox.clearCalls()
  t.match(await call('nc_notes_search_notes'), { isError: true, output: { code: 'NCMCP_CREDENTIAL_REJECTED' } })
  for (let repeated = 0; repeated < 20; repeated += 1) {
    const failed = await call('nc_notes_search_notes')
    t.match(failed, { isError: true, output: { code: 'NCMCP_CREDENTIAL_REJECTED', message: /NEXTCLOUD_PASSWORD/ } })
  }
  t.ok(sandbox.calls.length <= 2, `${sandbox.calls.length} requests reached Nextcloud`)
})
