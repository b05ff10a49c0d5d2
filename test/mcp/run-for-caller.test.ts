import t from 'tap'
import { NotFound } from '../../src/errors/nextcloud-errors.js'
import { createInFlight, DEFAULT_LIMITS } from '../../src/mcp/in-flight.js'
import { ResourceNotFound } from '../../src/mcp/json-rpc.js'
import { runForCaller } from '../../src/mcp/run-for-caller.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { testCaller } from './fixture.js'

const ports = manualPorts()
const inFlight = createInFlight(ports)
const run = <T>(task: () => Promise<T>, scopes?: string[]) =>
  runForCaller({ name: 'test', id: 1, scopes: ['test.read'], run: task }, testCaller(scopes), inFlight)

t.test('what it gives is given back', async t => {
  t.equal(await run(async () => 7), 7)
})

t.test('it does not start without the scope', async t => {
  let started = false
  await t.rejects(
    run(async () => void (started = true), []),
    { code: -32603, message: /test\.read/ },
  )
  t.notOk(started)
})

t.test('a failure of ours is told as a tool’s would be, an unexpected one with nothing but a number', async t => {
  const error = await run(() => Promise.reject(new NotFound('No note.'))).catch((error: unknown) => error)
  t.match(error, { code: -32603, message: 'No note.', data: { code: 'NCMCP_NOT_FOUND' } })
  const odd = await run(() => Promise.reject(new TypeError('secret upstream text'))).catch((error: unknown) => error)
  t.match(odd, { data: { code: 'NCMCP_INTERNAL', correlation_id: 'request-1' } })
  t.notMatch(JSON.stringify(odd), /secret/)
})

t.test('an error of the protocol passes as it is', async t => {
  await t.rejects(
    run(() => Promise.reject(new ResourceNotFound('x:y'))),
    { code: -32602, data: { uri: 'x:y' } },
  )
})

t.test('it has the deadline of every call', async t => {
  const late = run(() => new Promise(() => {}))
  ports.advance(DEFAULT_LIMITS.deadlineMs + 1000)
  await t.rejects(late, { code: -32603, message: /too long/ })
})
