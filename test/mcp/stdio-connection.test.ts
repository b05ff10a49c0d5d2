import { PassThrough } from 'node:stream'
import t, { type Test } from 'tap'
import type { Caller } from '../../src/mcp/caller.js'
import { serverIdentity } from '../../src/mcp/server-identity.js'
import { connectStdio } from '../../src/mcp/stdio-connection.js'
import { INITIALIZE, lineClient } from '../helpers/line-client.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { recordLog } from '../helpers/record-log.js'
import { testCaller, testCore, waitingTool } from './fixture.js'

function setup(t: Test) {
  const pipes = { input: new PassThrough(), output: new PassThrough() }
  const ports = manualPorts()
  const log = recordLog()
  let begin: (signal: AbortSignal) => void = () => {}
  const started = new Promise<AbortSignal>(resolve => (begin = resolve))
  const { dispatcher } = testCore([waitingTool(signal => begin(signal))])
  const asked: Pick<Caller, 'requestId'>[] = []
  const connection = connectStdio({
    ...pipes,
    dispatcher,
    identity: serverIdentity('1.2.3'),
    capabilities: { tools: {} },
    callerOf: request => {
      asked.push(request)
      return { ...testCaller(), ...request }
    },
    ports,
    log,
  })
  t.teardown(() => connection.close())
  const client = lineClient(pipes)
  const call = (id: number, name: string, args = {}) =>
    client.send({ id, method: 'tools/call', params: { name, arguments: args } })
  return { ...pipes, ports, log, asked, connection, client, call, started }
}

t.test('an older client greets, lists and calls', async t => {
  const { client, call, asked } = setup(t)
  client.send(INITIALIZE)
  t.match(await client.answer(0), { result: { protocolVersion: '2025-11-25', serverInfo: { version: '1.2.3' } } })
  client.send({ method: 'notifications/initialized' })
  client.send({ id: 1, method: 'tools/list' })
  t.match((await client.answer(1)).result.tools[0], { name: 'nc_test_echo' })
  call(2, 'nc_test_echo', { text: 'hi' })
  t.match(await client.answer(2), { result: { structuredContent: { said: 'hi', times: 1 } } })
  t.match(asked.at(-1), { requestId: '2' }, 'the log names the request')
  t.ok(client.lines.every(line => JSON.parse(line).jsonrpc === '2.0'))
})

t.test('the current revision is spoken too', async t => {
  const { client } = setup(t)
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  client.send({ id: 1, method: 'server/discover', params: { _meta } })
  t.match((await client.answer(1)).result, { supportedVersions: ['2026-07-28'] })
  client.send({ id: 2, method: 'tools/call', params: { _meta, name: 'nc_test_echo', arguments: { text: 'hi' } } })
  t.match((await client.answer(2)).result, { resultType: 'complete', structuredContent: { said: 'hi' } })
})

t.test('a cancelled call is aborted, and not answered', async t => {
  const { client, call, started } = setup(t)
  client.send(INITIALIZE)
  await client.answer(0)
  call(1, 'nc_test_wait')
  const signal = await started
  client.send({ method: 'notifications/cancelled', params: { requestId: 1 } })
  client.send({ id: 2, method: 'ping' })
  await client.answer(2)
  t.ok(signal.aborted)
  t.notOk(client.lines.some(line => JSON.parse(line).id === 1))
})

t.test('what was asked before the input ended is answered, then it ends', async t => {
  const { client, call, input, connection } = setup(t)
  client.send(INITIALIZE)
  call(1, 'nc_test_echo', { text: 'last' })
  input.end()
  t.match(await client.answer(1), { result: { structuredContent: { said: 'last' } } })
  await connection.ended
})

t.test('a call that goes on is given up five seconds after the input ended', async t => {
  const { client, call, input, connection, ports, started } = setup(t)
  client.send(INITIALIZE)
  call(1, 'nc_test_wait')
  const signal = await started
  input.end()
  await new Promise(resolve => input.once('end', resolve))
  await new Promise(resolve => setImmediate(resolve))
  t.notOk(signal.aborted)
  ports.advance(5_000)
  await connection.ended
  t.ok(signal.aborted)
})

t.test('closing it aborts what runs', async t => {
  const { client, call, connection, started } = setup(t)
  client.send(INITIALIZE)
  call(1, 'nc_test_wait')
  const signal = await started
  await connection.close()
  t.ok(signal.aborted)
})

t.test('a line that is no message is logged, without its text, and the next one is heard', async t => {
  const { client, input, log } = setup(t)
  client.send(INITIALIZE)
  await client.answer(0)
  input.write('{"secret-text\n{"jsonrpc":"secret-text"}\n')
  client.send({ id: 1, method: 'ping' })
  t.match(await client.answer(1), { result: {} })
  t.match(log.lines.join(), /"fault":"\w+".*not understood/)
  t.notMatch(log.lines.join(), /secret-text/)
  t.notMatch(client.lines.join(), /secret-text/)
})

t.test('a reader that is gone, and an input that breaks, end it', async t => {
  const gone = setup(t)
  gone.output.emit('error', new Error('EPIPE'))
  await gone.connection.ended
  const broken = setup(t)
  broken.input.destroy(new Error('broken'))
  await broken.connection.ended
  t.pass('both ended')
})
