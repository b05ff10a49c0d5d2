import t from 'tap'
import { label } from '../../src/lib/label.js'

t.test('our own words and patterns of routes are labels', async t => {
  for (const word of ['valid', 'PROPFIND', '/api/v1/users/:user_id/access', '(none)', 'refresh-token'])
    t.equal(label(word), word)
})

t.test('what somebody else may have written is not', async t => {
  for (const text of ['', 'a b', '/x?code=1', 'alice@example.com', 'a'.repeat(101), 'new\nline', 'é', '"'])
    t.equal(label(text), 'other', JSON.stringify(text))
})
