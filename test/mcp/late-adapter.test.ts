import t from 'tap'
import { lateAdapter } from '../../src/mcp/late-adapter.js'
import type { ProtocolAdapter } from '../../src/mcp/protocol-adapter.js'
import { MCP_HEADERS, testCaller } from './fixture.js'

const REQUEST = { headers: MCP_HEADERS, text: '', message: undefined }
const REPLY = { status: 202, contentType: undefined, body: null }
const ready: ProtocolAdapter = { speaks: () => true, answer: () => REPLY }

t.test('it is created at the first request, and once for all', async t => {
  let created = 0
  const late = lateAdapter(async () => {
    created += 1
    return ready
  })
  t.equal(created, 0)
  const replies = await Promise.all([late.answer(REQUEST, testCaller()), late.answer(REQUEST, testCaller())])
  t.strictSame(replies, [REPLY, REPLY])
  await late.load()
  t.equal(created, 1)
})

t.test('loading before serves the first request', async t => {
  let created = 0
  const late = lateAdapter(async () => {
    created += 1
    return ready
  })
  await late.load()
  t.equal(created, 1)
  t.equal(await late.answer(REQUEST, testCaller()), REPLY)
  t.equal(created, 1)
})

t.test('what cannot be loaded fails the request, and the next one tries again', async t => {
  let broken = true
  const late = lateAdapter(async () => {
    if (broken) throw new TypeError('half installed')
    return ready
  })
  await late.load()
  await t.rejects(Promise.resolve(late.answer(REQUEST, testCaller())), /half installed/)
  broken = false
  t.equal(await late.answer(REQUEST, testCaller()), REPLY)
})
