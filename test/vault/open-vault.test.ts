import { randomBytes } from 'node:crypto'
import t from 'tap'
import { Secret } from '../../src/lib/secret.js'
import { ephemeralVault, openVault } from '../../src/vault/open-vault.js'
import { sealContexts } from '../../src/vault/seal-contexts.js'

const newKey = () => new Secret(randomBytes(32).toString('base64url'))
const alice = sealContexts['refresh-token']({ issuer: 'https://nc.example', userId: 'alice', clientId: 'c1' })
const failed = { code: 'NCMCP_DECRYPTION_FAILED' }

t.test('a sealed value opens for the same purpose and owner', async t => {
  const vault = openVault([newKey()])
  const sealed = vault.seal(new Secret('rt-1'), alice)
  t.equal(vault.open(sealed.ciphertext, alice).reveal(), 'rt-1')
  t.equal(sealed.keyId, vault.primaryKeyId)
})

t.test('the same value sealed twice is two ciphertexts', async t => {
  const vault = openVault([newKey()])
  const [one, two] = [vault.seal(new Secret('rt'), alice), vault.seal(new Secret('rt'), alice)]
  t.notOk(one.ciphertext.equals(two.ciphertext))
})

t.test('a blob moved to another user, issuer, client or purpose does not open', async t => {
  const vault = openVault([newKey()])
  const { ciphertext } = vault.seal(new Secret('rt'), alice)
  for (const change of [
    { userId: 'bob' },
    { issuer: 'https://other.example' },
    { clientId: 'c2' },
    { purpose: 'client-secret' as const },
  ])
    t.throws(() => vault.open(ciphertext, { ...alice, ...change }), failed, JSON.stringify(change))
})

t.test('one changed bit anywhere in the envelope is noticed', async t => {
  const vault = openVault([newKey()])
  const { ciphertext } = vault.seal(new Secret('rt'), alice)
  for (let index = 0; index < ciphertext.length; index += 1) {
    const changed = Buffer.from(ciphertext)
    changed[index] = (changed[index] ?? 0) ^ 1
    t.throws(() => vault.open(changed, alice), failed, `byte ${index}`)
  }
  t.throws(() => vault.open(ciphertext.subarray(0, -1), alice), failed, 'a byte less')
})

t.test('the first key seals and all keys open', async t => {
  const [old, young] = [newKey(), newKey()]
  const { ciphertext } = openVault([old]).seal(new Secret('rt'), alice)
  const both = openVault([young, old])
  t.equal(both.open(ciphertext, alice).reveal(), 'rt')
  t.equal(both.seal(new Secret('x'), alice).keyId, openVault([young]).primaryKeyId)
  t.throws(() => openVault([young]).open(ciphertext, alice), { ...failed, message: /is not configured/ })
})

t.test('a failure names the key and never the value', async t => {
  const vault = openVault([newKey()])
  const { ciphertext } = vault.seal(new Secret('very-secret'), alice)
  try {
    vault.open(ciphertext, { ...alice, userId: 'bob' })
    t.fail('it opened')
  } catch (error) {
    t.match(String(error), vault.primaryKeyId)
    t.notMatch(String(error), /very-secret/)
  }
})

t.test('a keyed hash depends on key, purpose and the bounds of its parts', async t => {
  const vault = openVault([newKey()])
  const mac = vault.mac('cache-mac', 'alice', 'pass')
  t.equal(mac, vault.mac('cache-mac', 'alice', 'pass'))
  t.match(mac, /^[\w-]{43}$/)
  t.not(mac, vault.mac('cookie-mac', 'alice', 'pass'))
  t.not(mac, vault.mac('cache-mac', 'alicep', 'ass'))
  t.not(mac, vault.mac('cache-mac', 'alice', 'pass', ''))
  t.not(mac, openVault([newKey()]).mac('cache-mac', 'alice', 'pass'))
})

t.test('two ephemeral vaults share nothing', async t => {
  const [one, two] = [ephemeralVault(randomBytes), ephemeralVault(randomBytes)]
  const { ciphertext } = one.seal(new Secret('x'), alice)
  t.equal(one.open(ciphertext, alice).reveal(), 'x')
  t.throws(() => two.open(ciphertext, alice), failed)
})
