import t from 'tap'
import { createCurrentAdapter } from '../../src/mcp/current-adapter.js'
import { conformanceOffer } from '../conformance/fixture/conformance-offer.js'
import { currentRequest, partsOver, textOf } from './current-fixture.js'
import { testCaller } from './fixture.js'

const offer = conformanceOffer()
const parts = partsOver(offer)
const adapter = createCurrentAdapter(parts, { changes: offer.changes })
t.teardown(async () => {
  parts.inFlight.close()
  await adapter.close()
})

async function ask(method: string, params: Record<string, unknown> = {}, features: object = {}, caller = testCaller()) {
  const reply = await adapter.answer(currentRequest(method, params, features), caller)
  return { status: reply.status, text: await textOf(reply.body), type: reply.contentType }
}
const json = async (...args: Parameters<typeof ask>) => JSON.parse((await ask(...args)).text)
const call = (name: string, more: object = {}) => ({ name, arguments: {}, ...more })
const FORM = { elicitation: {} }

t.test('server/discover says what there is', async t => {
  const { result } = await json('server/discover')
  t.match(result, { supportedVersions: ['2026-07-28'], capabilities: parts.capabilities, resultType: 'complete' })
})

t.test('lists say how long they are good for, and that they are one person’s', async t => {
  for (const method of ['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list'])
    t.match((await json(method)).result, { ttlMs: 60_000, cacheScope: 'private', resultType: 'complete' }, method)
})

t.test('a resource is read, and one that is not there is bad parameters', async t => {
  t.match((await json('resources/read', { uri: 'test://template/7/data' })).result, {
    contents: [{ text: /"id":"7"/ }],
    ttlMs: 0,
    cacheScope: 'private',
  })
  t.match(await json('resources/read', { uri: 'test://no' }), { error: { code: -32602, data: { uri: 'test://no' } } })
})

t.test('what older revisions had is gone: 404 and method not found', async t => {
  for (const method of ['ping', 'logging/setLevel', 'resources/subscribe', 'tools/none']) {
    const { status, text } = await ask(method, { level: 'info', uri: 'x:y' })
    t.strictSame([status, JSON.parse(text).error.code], [404, -32601], method)
  }
})

t.test('a client is asked only what it says it can answer', async t => {
  const name = 'test_input_required_result_elicitation'
  const { status, text } = await ask('tools/call', call(name))
  t.equal(status, 400)
  t.match(JSON.parse(text).error, { code: -32021, data: { requiredCapabilities: { elicitation: {} } } })
  t.match((await json('tools/call', call(name), FORM)).result, { resultType: 'input_required' })
})

t.test('rounds end in an answer, and one person’s state is nothing to another', async t => {
  const name = 'test_input_required_result_request_state'
  const { requestState } = (await json('tools/call', call(name), FORM)).result
  const inputResponses = { confirm: { action: 'accept', content: { ok: true } } }
  const again = call(name, { inputResponses, requestState })
  const alice = testCaller()
  const bob = { ...alice, principal: { ...alice.principal, userId: 'bob' } }
  t.match(await json('tools/call', again, FORM, bob), { error: { code: -32602 } })
  t.match((await json('tools/call', again, FORM)).result, { content: [{ text: 'state-ok' }] })
  const elsewhere = { ...again, name: 'test_input_required_result_tampered_state' }
  t.match(await json('tools/call', elsewhere, FORM), { error: { code: -32602 } }, 'nor to another tool')
})

t.test('progress comes before the answer, on a stream', async t => {
  const request = currentRequest('tools/call', call('test_tool_with_progress'))
  Object.assign(request.message.params._meta, { progressToken: 'p' })
  const reply = await adapter.answer(request, testCaller())
  t.equal(reply.contentType, 'text/event-stream')
  const events = (await textOf(reply.body)).match(/"progress":\d+/g)
  t.strictSame(events, ['"progress":0', '"progress":50', '"progress":100'])
})

t.test('who listens hears what they asked for, until they leave', async t => {
  const caller = testCaller()
  const request = currentRequest('subscriptions/listen', { notifications: { toolsListChanged: true } })
  const { body } = await adapter.answer(request, caller)
  t.ok(body instanceof ReadableStream)
  offer.changes.publish({ kind: 'prompts' })
  offer.changes.publish({ kind: 'tools' })
  caller.hangUp()
  const methods = (await textOf(body)).match(/notifications\/[\w/]+/g)
  t.strictSame(methods, ['notifications/subscriptions/acknowledged', 'notifications/tools/list_changed'])
})
