import t from 'tap'
import { valueKind } from '../../../src/config/values/value-kind.js'
import { readValue } from '../read-value.js'

t.test('a value is read from the trimmed text', async t => {
  t.equal(
    readValue(
      valueKind('text', text => text.length),
      '  four ',
    ),
    4,
  )
})

t.test('a refusal ends the reading and carries problem and fix', async t => {
  const kind = valueKind('never', (_text, refuse) => refuse('is wrong.', 'Write another.'))
  t.strictSame(readValue(kind, 'x'), { problem: 'is wrong.', fix: 'Write another.' })
})

t.test('a fault that is not a refusal is not swallowed', async t => {
  const kind = valueKind('broken', () => {
    throw new TypeError('bug')
  })
  t.throws(() => readValue(kind, 'x'), { message: 'bug' })
})
