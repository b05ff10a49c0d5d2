import t from 'tap'
import { boolean } from '../../../src/config/values/boolean.js'
import { readValue } from '../read-value.js'

t.test('CFG-4: true, 1, yes and on are true in any case', async t => {
  for (const word of ['true', 'TRUE', '1', 'yes', 'Yes', 'on', ' on ']) t.equal(readValue(boolean(), word), true, word)
})

t.test('CFG-4: false, 0, no, off and the empty text are false', async t => {
  for (const word of ['false', 'False', '0', 'no', 'OFF', '']) t.equal(readValue(boolean(), word), false, word)
})

t.test('CFG-4: everything else is refused, not taken for true', async t => {
  for (const word of ['maybe', 'ture', '2', '-1', 'enabled', 'null', 'y']) {
    t.match(readValue(boolean(), word), { problem: /neither/, fix: /true/ }, word)
  }
})

t.test('the empty text counts as written', async t => {
  t.equal(boolean().takesEmpty, true)
})
