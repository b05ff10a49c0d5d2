import t from 'tap'
import { DeadlineExceeded, TooManyCalls } from '../../src/errors/call-errors.js'
import { Cancelled, NotFound } from '../../src/errors/nextcloud-errors.js'
import { createInFlight } from '../../src/mcp/in-flight.js'
import { testCaller } from './fixture.js'
import { manualPorts } from '../helpers/manual-ports.js'

const LIMITS = { deadlineMs: 60_000, perCaller: 2, total: 3 }
const never = () => new Promise<never>(() => {})

t.test('a call that ends leaves nothing behind', async t => {
  const calls = createInFlight(manualPorts(), LIMITS)
  t.equal(await calls.run(testCaller(), 1, async () => 'done'), 'done')
  await t.rejects(
    calls.run(testCaller(), 1, async () => Promise.reject(new NotFound('gone'))),
    NotFound,
  )
  t.equal(calls.size(), 0)
})

t.test('a call past its deadline is given up, and its signal says why', async t => {
  const ports = manualPorts()
  const calls = createInFlight(ports, LIMITS)
  let signal: AbortSignal | undefined
  const running = calls.run(testCaller(), 1, given => ((signal = given), never()))
  ports.advance(59_000)
  t.equal(signal?.aborted, false)
  ports.advance(1000)
  await t.rejects(running, DeadlineExceeded)
  t.ok(signal?.reason instanceof DeadlineExceeded)
  t.equal(calls.size(), 0)
})

t.test('cancel aborts the one call that matches', async t => {
  const calls = createInFlight(manualPorts(), LIMITS)
  const running = calls.run(testCaller(), 1, never)
  t.equal(calls.cancel(testCaller(), 2), false, 'another id')
  t.equal(calls.cancel(testCaller(), '1'), false, 'the same id as a string is another id')
  t.equal(calls.cancel(testCaller(undefined, 'hash-of-bob'), 1), false, 'another credential')
  t.equal(calls.cancel(testCaller(), 1), true)
  await t.rejects(running, Cancelled)
})

t.test('cancel aborts nothing when two calls match: one of them belongs to another client', async t => {
  const calls = createInFlight(manualPorts(), LIMITS)
  const running = [calls.run(testCaller(), 1, never), calls.run(testCaller(), 1, never)]
  t.equal(calls.cancel(testCaller(), 1), false)
  t.equal(calls.size(), 2)
  calls.close()
  for (const call of running) await t.rejects(call, Cancelled)
})

t.test('a connection that closes aborts its calls, and only while they run', async t => {
  const calls = createInFlight(manualPorts(), LIMITS)
  const caller = testCaller()
  let finished: AbortSignal | undefined
  await calls.run(caller, 1, async signal => (finished = signal))
  const running = calls.run(caller, 2, never)
  caller.hangUp()
  await t.rejects(running, Cancelled)
  t.equal(finished?.aborted, false)
})

t.test('a caller with too many calls is refused, and so is everybody when the server is full', async t => {
  const calls = createInFlight(manualPorts(), LIMITS)
  const running = [1, 2].map(id => calls.run(testCaller(), id, never))
  await t.rejects(calls.run(testCaller(), 3, never), TooManyCalls)
  running.push(calls.run(testCaller(undefined, 'bob'), 1, never))
  await t.rejects(calls.run(testCaller(undefined, 'carol'), 1, never), TooManyCalls)
  calls.close()
  for (const call of running) await t.rejects(call, Cancelled)
  t.equal(calls.size(), 0)
})

t.test('close stops the clock', async t => {
  const ports = manualPorts()
  const calls = createInFlight(ports, LIMITS)
  calls.close()
  const caller = testCaller()
  const running = calls.run(caller, 1, never)
  ports.advance(120_000)
  t.equal(calls.size(), 1)
  caller.hangUp()
  await t.rejects(running, Cancelled)
})
