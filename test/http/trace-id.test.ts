import t from 'tap'
import { traceIdOf } from '../../src/http/trace-id.js'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'

t.test('the trace of a well-formed traceparent is taken', async t => {
  t.equal(traceIdOf(`00-${TRACE}-00f067aa0ba902b7-01`), TRACE)
  t.equal(traceIdOf(`cc-${TRACE}-00f067aa0ba902b7-01-what-the-future-will-be-like`), TRACE)
})

t.test('anything else is no trace', async t => {
  for (const bad of [
    undefined,
    '',
    `00-${TRACE}-00f067aa0ba902b7`,
    `00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01`,
    `ff-${TRACE}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-00f067aa0ba902b7-01-${'x'.repeat(100)}`,
    [`00-${TRACE}-00f067aa0ba902b7-01`],
  ])
    t.equal(traceIdOf(bad), undefined, JSON.stringify(bad))
})
