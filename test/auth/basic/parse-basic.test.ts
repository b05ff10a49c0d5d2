import t from 'tap'

import { parseBasic } from '../../../src/auth/basic/parse-basic.js'

const encode = (pair: string | Buffer) => Buffer.from(pair).toString('base64')
const kindOf = (...values: string[]) => parseBasic(values).kind

function pairOf(value: string) {
  const parsed = parseBasic([value])
  return parsed.kind === 'credentials' ? [parsed.username, parsed.password.reveal()] : parsed.kind
}

t.test('a pair is split at the first colon', async t => {
  t.strictSame(pairOf(`Basic ${encode('alice:se:cr:et')}`), ['alice', 'se:cr:et'])
})

t.test('the scheme may be in any case, and several spaces may follow', async t => {
  for (const scheme of ['basic ', 'BASIC ', 'bAsIc    ']) t.strictSame(pairOf(scheme + encode('a:b')), ['a', 'b'])
})

t.test('UTF-8 comes through as it is: composed and decomposed stay different, a BOM stays', async t => {
  for (const name of ['jos\u00e9', 'jose\u0301', '\ufeffalice', '\u{1f600}']) {
    t.strictSame(pairOf(`Basic ${encode(`${name}:p\u00e4ss`)}`), [name, 'p\u00e4ss'])
  }
})

t.test('no header and other schemes are missing credentials, not malformed ones', async t => {
  t.equal(kindOf(), 'missing')
  for (const value of ['Bearer abc', 'Basics YTpi', 'Digest username="a"', '']) t.equal(kindOf(value), 'missing', value)
})

t.test('two headers are malformed, even when they agree', async t => {
  t.equal(kindOf(`Basic ${encode('a:b')}`, `Basic ${encode('a:b')}`), 'malformed')
})

const malformed: Record<string, string> = {
  'nothing after the scheme': 'Basic',
  'only spaces after the scheme': 'Basic   ',
  base64url: `Basic ${encode('??>>:??>>').replaceAll('+', '-').replaceAll('/', '_')}`,
  'missing padding': 'Basic YTpiYw',
  'too much padding': 'Basic YTpi====',
  'unused bits that are not zero': 'Basic YTpiYx==',
  'two values joined by a comma': `Basic ${encode('a:b')}, Basic ${encode('a:b')}`,
  'a space inside': 'Basic YTpi YTpi',
  'no colon': `Basic ${encode('alice')}`,
  'an empty user name': `Basic ${encode(':secret')}`,
  'an empty password': `Basic ${encode('alice:')}`,
  'a NUL in the user name': `Basic ${encode('al\0ice:secret')}`,
  'a line feed in the password': `Basic ${encode('alice:sec\nret')}`,
  'a DEL': `Basic ${encode('alice:sec\x7fret')}`,
  'bytes that are not UTF-8': `Basic ${encode(Buffer.from([0x61, 0x3a, 0xff, 0xfe]))}`,
  'an overlong UTF-8 form': `Basic ${encode(Buffer.from([0x61, 0x3a, 0xc0, 0xaf]))}`,
  'a user name of 256 characters': `Basic ${encode(`${'a'.repeat(256)}:b`)}`,
  'a password of 1025 bytes': `Basic ${encode(`a:${'b'.repeat(1025)}`)}`,
  '8 KiB': `Basic ${encode(`a:${'b'.repeat(6144)}`)}`,
  'a tab between scheme and value': `Basic \t${encode('a:b')}`,
}

for (const [what, value] of Object.entries(malformed)) {
  t.test(`${what} is malformed`, async t => t.equal(kindOf(value), 'malformed'))
}

t.test('the longest user name and password pass', async t => {
  t.strictSame(pairOf(`Basic ${encode(`${'a'.repeat(255)}:${'b'.repeat(1024)}`)}`), ['a'.repeat(255), 'b'.repeat(1024)])
})

t.test('the password does not print', async t => {
  t.notMatch(JSON.stringify(parseBasic([`Basic ${encode('alice:hunter2')}`])), 'hunter2')
})
