import t from 'tap'
import { sealContexts } from '../../src/vault/seal-contexts.js'

const owner = { issuer: 'https://nc.example', userId: 'alice', clientId: 'c1', stateHash: 'hash' }

t.test('a refresh token is bound to issuer, user and client', async t => {
  const context = sealContexts['refresh-token'](owner)
  t.strictSame(context, { purpose: 'refresh-token', issuer: 'https://nc.example', userId: 'alice', clientId: 'c1' })
})

t.test('secrets of our own client belong to no user', async t => {
  t.match(sealContexts['client-secret'](owner), { purpose: 'client-secret', userId: '', clientId: 'c1' })
  t.match(sealContexts['registration-token'](owner), { purpose: 'registration-token', userId: '', clientId: 'c1' })
})

t.test('a PKCE verifier is bound to its own authorization', async t => {
  t.match(sealContexts.pkce(owner), { purpose: 'pkce', userId: 'hash' })
})

t.test('an app password is bound to the user alone, so that a new client does not lose it', async t => {
  t.strictSame(sealContexts['app-password'](owner), {
    purpose: 'app-password',
    issuer: '',
    userId: 'alice',
    clientId: '',
  })
})

t.test('what a login in progress keeps is bound to that login', async t => {
  t.match(sealContexts['login-flow'](owner), { purpose: 'login-flow', userId: 'hash', clientId: '' })
})
