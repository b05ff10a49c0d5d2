import t from 'tap'
import { personClaims } from '../../../src/sandbox/oidc/person-claims.js'
import { oidcWorld } from './oidc-world.js'

const { accounts } = oidcWorld().world
const at = { issuer: 'http://nc', updatedAt: 5 }

t.test('each scope opens its own claims', async t => {
  const admin = accounts.get('admin')!
  const carol = { ...accounts.get('u-1f3a')!, displayName: 'Carol van Example' }
  t.strictSame(personClaims(admin, 'openid', at), {})
  t.strictSame(personClaims(admin, 'roles groups', at), { roles: ['admin'], groups: ['admin'] })
  t.strictSame(personClaims(carol, 'email groups', at), {
    groups: [],
    email: 'carol@example.org',
    email_verified: true,
  })
  t.match(personClaims(carol, 'profile', at), {
    name: 'Carol van Example',
    family_name: 'Example',
    given_name: 'Carol van',
  })
})

t.test('an account without an address has no email claim', async t => {
  t.strictSame(personClaims(accounts.get('alice')!, 'email', at), {})
})
