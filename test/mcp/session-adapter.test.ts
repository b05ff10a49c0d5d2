import t from 'tap'
import { DEFAULT_SESSION_LIMITS } from '../../src/mcp/sessions.js'
import { testCaller } from './fixture.js'
import { hello, openSession, sessionAdapter } from './session-fixture.js'

t.test('initialize opens a session with an id that nobody can guess', async t => {
  const setUp = sessionAdapter(t)
  const one = await openSession(setUp)
  const two = await openSession(setUp)
  t.match(one.id, /^[\w-]{43}$/)
  t.not(one.id, two.id)
  t.match(await one.say('tools/call', { name: 'test_simple_text' }), { status: 200, contentType: 'text/event-stream' })
})

t.test('an initialize that is refused leaves no session', async t => {
  const { adapter } = sessionAdapter(t)
  const wrong = { ...hello(), headers: { 'content-type': 'text/plain', accept: 'x/y' } }
  t.equal((await adapter.open(wrong, testCaller())).status, 406)
  t.equal(adapter.size(), 0)
})

t.test('DELETE ends it, and it is not there any more', async t => {
  const setUp = sessionAdapter(t)
  const { id, send } = await openSession(setUp)
  t.equal((await send('DELETE'))?.status, 200)
  t.equal(setUp.adapter.find(id, testCaller()), undefined)
})

t.test('a session of Alice is nothing to Bob (BA-10)', async t => {
  const setUp = sessionAdapter(t)
  const { id } = await openSession(setUp)
  const alice = testCaller()
  const bob = { ...alice, principal: { ...alice.principal, userId: 'bob' } }
  t.ok(setUp.adapter.find(id, alice))
  t.equal(setUp.adapter.find(id, bob), undefined)
})

t.test('progress is told before the answer', async t => {
  const { say } = await openSession(sessionAdapter(t))
  const answer = await say('tools/call', { name: 'test_tool_with_progress', _meta: { progressToken: 'p' } })
  t.strictSame(answer?.text.match(/"progress":\d+/g), ['"progress":0', '"progress":50', '"progress":100'])
})

t.test('the stream of changes opens at once, tells what was asked for, and keeps the session', async t => {
  const setUp = sessionAdapter(t)
  const caller = testCaller()
  const { id, say, send } = await openSession(setUp, caller)
  const stream = await send('GET')
  t.ok(stream?.body instanceof ReadableStream)
  if (!(stream?.body instanceof ReadableStream)) return
  const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader()
  t.equal((await reader.read()).value, ': open\n\n')
  setUp.offer.changes.publish({ kind: 'resource', uri: 'test://watched-resource' })
  await say('resources/subscribe', { uri: 'test://watched-resource' })
  setUp.offer.changes.publish({ kind: 'resource', uri: 'test://watched-resource' })
  t.match((await reader.read()).value, /resources\/updated/)
  setUp.ports.advance(2 * DEFAULT_SESSION_LIMITS.idleMs)
  t.ok(setUp.adapter.find(id, caller), 'it is in use')
  caller.hangUp()
  setUp.ports.advance(2 * DEFAULT_SESSION_LIMITS.idleMs)
  t.equal(setUp.adapter.find(id, caller), undefined, 'it is not')
  await reader.cancel()
})

t.test('closing ends every session', async t => {
  const setUp = sessionAdapter(t)
  await openSession(setUp)
  setUp.adapter.close()
  t.equal(setUp.adapter.size(), 0)
})
