import t from 'tap'
import { readList, readScopes, writeList, writeScopes } from '../../src/storage/scopes-column.js'

t.test('scopes come back as they were written, null included', async t => {
  for (const scopes of [['openid', 'notes.read'], [], null]) t.strictSame(readScopes(writeScopes(scopes)), scopes)
})

t.test('a column that somebody else wrote is refused', async t => {
  t.throws(() => readScopes('{"a":1}'))
  t.throws(() => readScopes('no json'))
})

t.test('a list comes back as it was written, and text that is none is refused', async t => {
  t.strictSame(readList(writeList(['a', 'b c'])), ['a', 'b c'])
  t.throws(() => readList('{"a":1}'))
})
