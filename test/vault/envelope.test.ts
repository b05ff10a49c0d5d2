import { createSecretKey, randomBytes } from 'node:crypto'
import t from 'tap'
import { decryptEnvelope, encryptEnvelope, readEnvelope } from '../../src/vault/envelope.js'

const key = createSecretKey(randomBytes(32))
const iv = randomBytes(12)
const aad = Buffer.from('who it belongs to')
const keyId = '0011223344556677'
const bytes = encryptEnvelope('käse', { keyId, key, iv, aad })

t.test('an envelope is version, key id, iv, ciphertext and tag', async t => {
  t.equal(bytes[0], 1)
  t.equal(bytes.subarray(1, 9).toString('hex'), keyId)
  t.ok(bytes.subarray(9, 21).equals(iv))
  t.equal(bytes.length, 1 + 8 + 12 + Buffer.byteLength('käse') + 16)
})

t.test('what was sealed is read back', async t => {
  const envelope = readEnvelope(bytes)
  t.equal(envelope?.keyId, keyId)
  t.equal(decryptEnvelope(envelope!, key, aad), 'käse')
})

t.test('an empty text is an envelope too', async t => {
  const empty = readEnvelope(encryptEnvelope('', { keyId, key, iv, aad }))
  t.equal(decryptEnvelope(empty!, key, aad), '')
})

t.test('a shortened tag is refused', async t => {
  const envelope = readEnvelope(bytes)!
  t.throws(() => decryptEnvelope({ ...envelope, tag: envelope.tag.subarray(0, 12) }, key, aad))
})

t.test('what is too short or of another version is no envelope', async t => {
  t.equal(readEnvelope(Buffer.alloc(0)), undefined)
  t.equal(readEnvelope(bytes.subarray(0, 36)), undefined)
  t.equal(readEnvelope(Buffer.concat([Buffer.from([2]), bytes.subarray(1)])), undefined)
})
