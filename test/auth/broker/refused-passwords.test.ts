import t from 'tap'
import { refusedPasswords } from '../../../src/auth/broker/refused-passwords.js'
import { Secret } from '../../../src/lib/secret.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { testKey } from '../../helpers/open-test-storage.js'

t.test('a refusal is of one password of one person, until it is forgotten', async t => {
  const refused = refusedPasswords(openVault([testKey()]))
  refused.add('alice', new Secret('dead'))
  t.equal(refused.has('alice', new Secret('dead')), true)
  t.equal(refused.has('alice', new Secret('another')), false)
  t.equal(refused.has('bob', new Secret('dead')), false)
  refused.forget('alice')
  t.equal(refused.has('alice', new Secret('dead')), false)
})
