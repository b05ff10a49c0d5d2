import t from 'tap'
import { NotFound } from '../../src/errors/nextcloud-errors.js'
import { failureCode, inSpan } from '../../src/lib/in-span.js'
import { recordTracing } from '../helpers/record-tracing.js'

const FACTS = { name: 'work', kind: 'internal' } as const

t.test('what work returns is returned, and the span ends when it has', async t => {
  const { tracing, events } = recordTracing()
  t.equal(await inSpan(tracing, FACTS, async span => (span.set({ step: 1 }), 'done')), 'done')
  t.strictSame(events, [['start', FACTS], ['run'], ['set', { step: 1 }], ['end']])
})

t.test('what work throws stays the same error; the span gets its code and never its message', async t => {
  const { tracing, events } = recordTracing()
  const error = new NotFound('canary')
  await t.rejects(
    inSpan(tracing, FACTS, () => Promise.reject(error)),
    error,
  )
  t.strictSame(events.slice(2), [['fail', 'NCMCP_NOT_FOUND'], ['end']])
  t.notMatch(JSON.stringify(events), /canary/)
})

t.test('others may name failures otherwise; what nobody expected has one name', async t => {
  const { tracing, events } = recordTracing()
  await t.rejects(
    inSpan(
      tracing,
      FACTS,
      () => Promise.reject(new TypeError('canary')),
      () => '-32602',
    ),
  )
  t.match(events, [['start'], ['run'], ['fail', '-32602'], ['end']])
  t.equal(failureCode(new TypeError('canary')), 'NCMCP_INTERNAL')
})
