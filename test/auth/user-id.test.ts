import t from 'tap'
import { readUserId, userIdClaim } from '../../src/auth/user-id.js'
import { providerOf } from '../helpers/provider-of.js'
import { testConfig } from '../helpers/test-config.js'

t.test('HYB-8: of Nextcloud nothing but sub is believed, whatever is configured', async t => {
  const config = testConfig({ OIDC_USER_ID_CLAIM: 'preferred_username' })
  const provider = providerOf('https://idp.example')
  t.equal(userIdClaim(config, { ...provider, isNextcloud: true }), 'sub')
  t.equal(userIdClaim(config, { ...provider, isNextcloud: false }), 'preferred_username')
  t.equal(userIdClaim(testConfig(), { ...provider, isNextcloud: false }), 'sub')
})

t.test('a user id is taken as it is', async t => {
  for (const id of ['alice', ' Alice ', 'alice@example.com', 'x'.repeat(64), 'Ærøskøbing'])
    t.equal(readUserId({ preferred_username: id }, 'preferred_username'), id)
})

t.test('what cannot be a user id is none', async t => {
  for (const value of ['', 'x'.repeat(65), 'a/b', 'a\\b', 'a\nb', 'a\u2028b', 7, null, ['alice'], { toString: 1 }])
    t.equal(readUserId({ name: value }, 'name'), undefined)
})

t.test('a claim is one of the token, not of the language', async t => {
  t.equal(readUserId({}, 'toString'), undefined)
  t.equal(readUserId(Object.create({ name: 'alice' }), 'name'), undefined)
  t.equal(readUserId('alice', 'length'), undefined)
  t.equal(readUserId(undefined, 'sub'), undefined)
})
