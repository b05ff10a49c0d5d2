import { PassThrough } from 'node:stream'
import t, { type Test } from 'tap'
import { runCli } from '../../../src/cli/run-cli.js'
import { singleUserEnv } from '../../config/single-user-env.js'
import { INITIALIZE, lineClient } from '../../helpers/line-client.js'
import { startCollector } from '../../helpers/start-collector.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { fakeIo } from '../fake-io.js'

async function start(t: Test, args: string, more: Record<string, string> = {}) {
  const sandbox = await startTestSandbox(t, { settings: { maintenance: more['DOWN'] !== undefined } })
  const env = singleUserEnv({ NEXTCLOUD_HOST: sandbox.url, NEXTCLOUD_PASSWORD: 'alice-demo-password', ...more })
  const pipes = { input: new PassThrough(), output: new PassThrough() }
  const io = { ...fakeIo(env), pipes }
  const ended = runCli(args.split(' '), io)
  return { sandbox, io, ended, ...pipes, client: lineClient(pipes) }
}

t.test('stdio and run --transport stdio are the same: tools of the account, until the input ends', async t => {
  for (const args of ['stdio', 'run --transport stdio', '-t stdio']) {
    const { client, ended, input, io } = await start(t, args)
    client.send(INITIALIZE)
    t.match(await client.answer(0), { result: { serverInfo: { name: 'nextcloud-mcp-server' } } })
    client.send({ id: 1, method: 'tools/list' })
    const names = (await client.answer(1)).result.tools.map((tool: { name: string }) => tool.name)
    t.ok(names.includes('nc_notes_create_note') && !names.includes('nc_access_get_status'))
    client.send({ id: 2, method: 'tools/call', params: { name: 'nc_users_whoami', arguments: {} } })
    t.match((await client.answer(2)).result.structuredContent, { user_id: 'alice' })
    input.end()
    await ended
    t.equal(io.exitCode(), 0)
    t.equal(io.stdout(), '', 'nothing but protocol')
  }
})

t.test('the log and the notices go to stderr, and nothing secret with them', async t => {
  const { client, ended, input, io } = await start(t, 'stdio', { LOG_LEVEL: 'trace' })
  client.send(INITIALIZE)
  await client.answer(0)
  input.end()
  await ended
  t.match(io.stderr(), /Warning: NEXTCLOUD_USERNAME .*deprecated/)
  t.match(io.stderr(), /serves single_user_basic mode on stdin and stdout/)
  t.match(io.stderr(), /"msg":"settings"/)
  t.notMatch(io.stderr(), /alice-demo-password/)
})

t.test('traces that are asked for are delivered when it ends, and are not on stdout', async t => {
  const { url, spans } = await startCollector(t)
  const { client, ended, input, io } = await start(t, 'stdio', { OTEL_EXPORTER_OTLP_ENDPOINT: url })
  client.send(INITIALIZE)
  await client.answer(0)
  client.send({ id: 1, method: 'tools/call', params: { name: 'nc_users_whoami', arguments: {} } })
  await client.answer(1)
  input.end()
  await ended
  const call = spans().find(({ name }) => name === 'tools/call nc_users_whoami')
  t.ok(call && call.parentSpanId === undefined)
  t.ok(spans().some(({ name }) => name === 'GET ocs'))
  t.equal(io.stdout(), '')
})

t.test('a signal ends it', async t => {
  const { client, ended, io } = await start(t, 'stdio')
  client.send(INITIALIZE)
  await client.answer(0)
  await io.stop()
  await ended
  t.equal(io.exitCode(), 0)
})

t.test('an account that Nextcloud refuses ends it before a word of protocol', async t => {
  const { ended, io, client } = await start(t, 'stdio', { NEXTCLOUD_PASSWORD: 'wrong' })
  await ended
  t.equal(io.exitCode(), 1)
  t.match(io.stderr(), /^Error: Nextcloud does not accept the account/m)
  t.strictSame(client.lines, [])
})

t.test('an outage lets it start, and the first call says so', async t => {
  const { client, ended, input, sandbox } = await start(t, 'stdio', { DOWN: 'yes' })
  client.send(INITIALIZE)
  t.ok((await client.answer(0)).result)
  client.send({ id: 1, method: 'tools/call', params: { name: 'nc_users_whoami', arguments: {} } })
  const { isError, content } = (await client.answer(1)).result
  t.match({ isError, ...JSON.parse(content[0].text) }, { isError: true, code: 'NCMCP_NEXTCLOUD_UNAVAILABLE' })
  t.ok(sandbox.calls.length > 0)
  input.end()
  await ended
})
