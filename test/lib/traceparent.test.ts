import t from 'tap'
import { parseTraceparent } from '../../src/lib/traceparent.js'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

t.test('a well-formed traceparent names trace, span and whether it is recorded', async t => {
  t.strictSame(parseTraceparent(`00-${TRACE}-${SPAN}-01`), { traceId: TRACE, spanId: SPAN, sampled: true })
  t.strictSame(parseTraceparent(`00-${TRACE}-${SPAN}-00`), { traceId: TRACE, spanId: SPAN, sampled: false })
  t.equal(parseTraceparent(`00-${TRACE}-${SPAN}-fe`)?.sampled, false, 'one bit of eight says so')
  t.match(parseTraceparent(`cc-${TRACE}-${SPAN}-01-what-the-future-will-be-like`), { traceId: TRACE })
})

t.test('anything else is no trace', async t => {
  for (const bad of [
    undefined,
    '',
    7,
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${SPAN}-01-${'x'.repeat(100)}`,
    [`00-${TRACE}-${SPAN}-01`],
  ])
    t.equal(parseTraceparent(bad), undefined, JSON.stringify(bad))
})
