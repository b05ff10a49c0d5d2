import { createHash, hkdfSync } from 'node:crypto'
import t from 'tap'
import { Secret } from '../../src/lib/secret.js'
import { keyRing } from '../../src/vault/key-ring.js'

const material = Buffer.alloc(32, 7)
const key = new Secret(material.toString('base64url'))
const other = new Secret(Buffer.alloc(32, 8).toString('base64url'))

t.test('a key is named by the first eight bytes of its hash', async t => {
  const expected = createHash('sha256').update(material).digest('hex').slice(0, 16)
  t.equal(keyRing([key]).primary.id, expected)
})

t.test('a sub-key is HKDF-SHA-256 with an empty salt and the purpose as info', async t => {
  const expected = Buffer.from(hkdfSync('sha256', material, '', 'nc-mcp/v1/pkce', 32))
  t.ok(keyRing([key]).primary.subKey('pkce').export().equals(expected))
})

t.test('every purpose has a sub-key of its own, derived once', async t => {
  const { primary } = keyRing([key])
  const purposes = [
    'refresh-token',
    'client-secret',
    'registration-token',
    'pkce',
    'app-password',
    'cookie-mac',
    'cache-mac',
  ] as const
  t.equal(new Set(purposes.map(purpose => primary.subKey(purpose).export().toString('hex'))).size, purposes.length)
  t.equal(primary.subKey('pkce'), primary.subKey('pkce'), 'the same object')
})

t.test('the first key is the one that seals, all are found by id', async t => {
  const ring = keyRing([other, key])
  t.equal(ring.primary.id, keyRing([other]).primary.id)
  t.equal(ring.byId.size, 2)
})

t.test('a key of another length, or none at all, is refused without showing it', async t => {
  const short = Buffer.alloc(16, 9).toString('base64url')
  t.throws(() => keyRing([new Secret(short)]), { code: 'NCMCP_CONFIG_INVALID', message: /16 bytes/ })
  t.throws(() => keyRing([]), { code: 'NCMCP_CONFIG_INVALID' })
  try {
    keyRing([new Secret(short)])
  } catch (error) {
    t.notMatch(String(error), short)
  }
})
