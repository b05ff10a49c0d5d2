import t from 'tap'
import { mappedUser, withUser } from '../../../src/auth/bearer/mapped-user.js'
import type { TokenFacts } from '../../../src/auth/bearer/token-facts.js'

const facts: TokenFacts = {
  sub: '6f1c',
  clientId: 'c',
  audience: [],
  scope: undefined,
  expiresAt: undefined,
  unlistedIssuer: undefined,
  proof: 'signature',
  typed: true,
}

t.test('where sub names the account nothing is mapped', async t => {
  t.equal(mappedUser({ sub: 'alice' }, 'sub'), undefined)
  t.strictSame(withUser(facts, 'sub', { sub: '6f1c', preferred_username: 'alice' }), { ok: true, facts })
})

t.test('the token has the word, then userinfo', async t => {
  t.equal(mappedUser({ upn: 'alice' }, 'upn'), 'alice')
  t.match(withUser({ ...facts, mappedUser: 'alice' }, 'upn', { sub: '6f1c', upn: 'bob' }), {
    facts: { mappedUser: 'alice' },
  })
  t.match(withUser(facts, 'upn', { sub: '6f1c', upn: 'bob' }), { ok: true, facts: { sub: '6f1c', mappedUser: 'bob' } })
})

t.test('sub is no substitute for a claim that is missing', async t => {
  const missing = { ok: false, reason: 'no_user_id', fault: 'client' }
  t.match(withUser(facts, 'upn', undefined), missing)
  t.match(withUser(facts, 'upn', { sub: '6f1c' }), missing)
  t.match(withUser(facts, 'upn', { sub: '6f1c', upn: 'a/b' }), missing)
})
