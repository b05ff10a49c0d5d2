import t from 'tap'
import { z } from 'zod'
import { boolean } from '../../../src/config/values/boolean.js'
import { wholeNumber } from '../../../src/config/values/number.js'
import { factsOf, optional, withDefault } from '../../../src/config/variables/variable.js'

const told = { description: 'Counts.', modes: ['hybrid'] as const }

t.test('an optional variable that is not written is undefined', async t => {
  const schema = z.object({ A: optional(boolean(), told) })
  t.equal(schema.parse({}).A, undefined)
  t.equal(schema.parse({ A: 'on' }).A, true)
})

t.test('a default is read like a written text', async t => {
  const schema = z.object({ A: withDefault(wholeNumber({ min: 1, max: 9 }), '7', told) })
  t.equal(schema.parse({}).A, 7)
  t.equal(schema.parse({ A: '8' }).A, 8)
  t.notOk(schema.safeParse({ A: '10' }).success)
})

t.test('the facts of a variable are kept with its schema', async t => {
  const schema = withDefault(boolean(), 'false', told)
  t.match(factsOf(schema), { type: 'true or false', default: 'false', description: 'Counts.', takesEmpty: true })
  t.equal(factsOf(z.string()), undefined)
})
