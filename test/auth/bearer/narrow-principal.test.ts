import t from 'tap'
import { narrowPrincipal } from '../../../src/auth/bearer/narrow-principal.js'

const person = (scopes: readonly string[] | undefined) => ({
  userId: 'alice',
  via: 'bearer' as const,
  scopes,
  credentialHash: 'h',
})
const scopesOf = (scopes: readonly string[], scopesRequired: boolean) =>
  narrowPrincipal(person(scopes), { scopesRequired }).scopes

t.test('VER-13: a token without scopes of ours has none, unless the administrator said otherwise', async t => {
  for (const scopes of [[], ['openid', 'profile'], ['notes', 'notes.READ', 'mail.read']]) {
    t.strictSame(scopesOf(scopes, true), scopes)
    t.equal(scopesOf(scopes, false), undefined)
  }
})

t.test('a token that names some of ours is narrowed to them, whatever the administrator said', async t => {
  for (const required of [true, false])
    t.strictSame(scopesOf(['openid', 'notes.read'], required), ['openid', 'notes.read'])
})

t.test('the principal that others remember is not changed', async t => {
  const known = Object.freeze(person(['openid']))
  t.not(narrowPrincipal(known, { scopesRequired: false }), known)
  t.strictSame(known.scopes, ['openid'])
})
