import t, { type Test } from 'tap'
import { continuingAdapter } from '../../src/mcp/continuing-adapter.js'
import type { McpReply, ProtocolAdapter } from '../../src/mcp/protocol-adapter.js'
import { recordTracing } from '../helpers/record-tracing.js'
import { testCaller } from './fixture.js'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'
const REPLY: McpReply = { status: 200, contentType: 'application/json', body: '{}' }
const adapter: ProtocolAdapter = { speaks: ({ text }) => text === 'mine', answer: () => REPLY }

function ask(t: Test, message: unknown) {
  const { tracing, events } = recordTracing()
  const subject = continuingAdapter(adapter, tracing)
  t.equal(subject.speaks({ headers: {}, text: 'mine', message }), true)
  t.equal(subject.answer({ headers: {}, text: '', message }, testCaller()), REPLY)
  return events
}

t.test('SEP-414: a message that names a trace continues it', async t => {
  const _meta = { traceparent: `00-${TRACE}-${SPAN}-01`, other: 1 }
  t.strictSame(ask(t, { method: 'tools/call', params: { name: 'x', _meta } }), [
    ['continuing', { traceId: TRACE, spanId: SPAN, sampled: true }],
  ])
})

t.test('a message that names none, or nothing well formed, is answered all the same', async t => {
  for (const _meta of [undefined, null, {}, { traceparent: 7 }, { traceparent: 'canary' }, 'canary'])
    t.strictSame(ask(t, { params: { _meta } }), [])
  for (const message of [undefined, null, [], 'x', { params: [] }]) t.strictSame(ask(t, message), [])
})
