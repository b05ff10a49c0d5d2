import { randomBytes } from 'node:crypto'
import t from 'tap'
import { encryptionKeys } from '../../../src/config/values/encryption-keys.js'
import { Secret } from '../../../src/lib/secret.js'
import { readValue } from '../read-value.js'

const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index * 3))
const revealed = (written: string) => {
  const keys = readValue(encryptionKeys(), written)
  return Array.isArray(keys) ? keys.map(key => (key instanceof Secret ? key.reveal() : key)) : keys
}

t.test('STO-3: both base64 alphabets, with and without padding, give the same key', async t => {
  const expected = [bytes.toString('base64url')]
  const standard = bytes.toString('base64')
  t.match(standard, /[+/]/)
  t.strictSame(revealed(standard), expected)
  t.strictSame(revealed(standard.replace('=', '')), expected)
  t.strictSame(revealed(bytes.toString('base64url')), expected)
  t.strictSame(revealed(`${bytes.toString('base64url')}=`), expected)
  t.strictSame(revealed(` ${standard}\n`), expected)
})

t.test('STO-3: several keys keep their order', async t => {
  const other = randomBytes(32)
  t.strictSame(revealed(`${bytes.toString('base64')}, ${other.toString('base64')}`), [
    bytes.toString('base64url'),
    other.toString('base64url'),
  ])
})

t.test('CFG-13: a key of another length is refused, with the way to make one', async t => {
  for (const size of [0, 16, 31, 33, 64]) {
    const written = randomBytes(size).toString('base64')
    t.match(readValue(encryptionKeys(), written), { problem: /exactly 32 bytes/, fix: /generate-key/ }, String(size))
  }
  for (const written of ['<base64-encoded-key>', 'f'.repeat(64), `${bytes.toString('base64')},`, '!'.repeat(43)]) {
    t.match(readValue(encryptionKeys(), written), { problem: /exactly 32 bytes/ }, written)
  }
})

t.test('CFG-13: the all-zero key and the sample of .env.example are refused', async t => {
  const sample = Buffer.from('replace-this-sample-key-32-bytes')
  for (const key of [Buffer.alloc(32), Buffer.alloc(32, 'a'), sample]) {
    t.match(readValue(encryptionKeys(), key.toString('base64')), { problem: /everybody knows/ })
    t.match(readValue(encryptionKeys(), `${bytes.toString('base64')},${key.toString('base64url')}`), {
      problem: /everybody knows/,
    })
  }
})

t.test('the same key twice is refused, in whatever alphabet', async t => {
  const twice = `${bytes.toString('base64')},${bytes.toString('base64url')}`
  t.match(readValue(encryptionKeys(), twice), { problem: /twice/ })
})

t.test('a refusal does not hold the key', async t => {
  const written = `${bytes.toString('base64')}x`
  t.notOk(JSON.stringify(readValue(encryptionKeys(), written)).includes(written.slice(0, 12)))
})
