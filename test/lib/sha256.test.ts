import t from 'tap'

import { sha256 } from '../../src/lib/sha256.js'

t.test('it is SHA-256 in base64url (FIPS 180-4, example of one block)', async t => {
  const hex = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  t.equal(sha256('abc'), Buffer.from(hex, 'hex').toString('base64url'))
})
