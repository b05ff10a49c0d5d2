import t from 'tap'

import { parseBearer } from '../../../src/auth/bearer/parse-bearer.js'

const kindOf = (...values: string[]) => parseBearer(values, 100).kind

t.test('the token after one space is taken, whatever the case of the scheme', async t => {
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    const parsed = parseBearer([`${scheme} aB1-._~+/==`], 100)
    t.equal(parsed.kind === 'token' && parsed.token.reveal(), 'aB1-._~+/==')
  }
})

t.test('no header and other schemes are missing tokens', async t => {
  t.equal(kindOf(), 'missing')
  for (const value of ['', 'Basic YTpi', 'Bearerabc', 'DPoP abc']) t.equal(kindOf(value), 'missing', value)
})

t.test('VER-2: everything else is malformed', async t => {
  t.equal(kindOf('Bearer abc', 'Bearer abc'), 'malformed', 'two headers')
  for (const value of [
    'Bearer',
    'Bearer ',
    'Bearer  abc',
    'Bearer abc def',
    'Bearer abc, Bearer abc',
    'Bearer a=b',
    'Bearer \u00e4',
    'Bearer "abc"',
  ]) {
    t.equal(kindOf(value), 'malformed', value)
  }
})

t.test('the limit is on the token', async t => {
  t.equal(kindOf(`Bearer ${'a'.repeat(100)}`), 'token')
  t.equal(kindOf(`Bearer ${'a'.repeat(101)}`), 'too_large')
})

t.test('the token does not print', async t => {
  t.notMatch(JSON.stringify(parseBearer(['Bearer very-secret'], 100)), 'very-secret')
})
