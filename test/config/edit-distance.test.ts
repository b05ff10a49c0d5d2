import t from 'tap'
import { editDistance } from '../../src/config/edit-distance.js'

t.test('letters added, dropped, changed and swapped count one each', async t => {
  t.equal(editDistance('HOST', 'HOST'), 0)
  t.equal(editDistance('HOST', 'HOSTS'), 1)
  t.equal(editDistance('HOST', 'HST'), 1)
  t.equal(editDistance('HOST', 'HOXT'), 1)
  t.equal(editDistance('HOST', 'HOTS'), 1)
  t.equal(editDistance('kitten', 'sitting'), 3)
})

t.test('the empty text is as far as the other is long', async t => {
  t.equal(editDistance('', 'abc'), 3)
  t.equal(editDistance('abc', ''), 3)
  t.equal(editDistance('', ''), 0)
})
