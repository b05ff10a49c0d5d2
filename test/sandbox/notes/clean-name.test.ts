import t from 'tap'
import { cleanCategory, cleanTitle } from '../../../src/sandbox/notes/clean-name.js'

t.test('characters that a file name cannot have are dropped; nothing is New note', async t => {
  t.equal(cleanTitle('a/b\\c:d*e?f"g<h>i|j'), 'abcdefghij')
  t.equal(cleanTitle('  Ünï 📝 '), 'Ünï 📝')
  t.equal(cleanTitle('..'), 'New note')
  t.equal(cleanTitle('a\u0000b'), 'ab')
})

t.test('a category never leads out of the notes folder', async t => {
  t.strictSame(cleanCategory('../up'), ['up'])
  t.strictSame(cleanCategory('Work//Contracts/'), ['Work', 'Contracts'])
  t.strictSame(cleanCategory(''), [])
})
