import t from 'tap'

import { principalOf } from '../../../src/auth/bearer/principal-of.js'
import { startIdentityProvider } from '../../helpers/start-identity-provider.js'

const facts = {
  sub: 'alice',
  clientId: 'c',
  audience: [],
  scope: 'id/notes.read openid',
  expiresAt: 7,
  unlistedIssuer: 'http://localhost',
  proof: 'signature' as const,
  typed: true,
}

t.test('VER-14: the issuer is the provider, whatever the token calls it', async t => {
  const { session, url } = await startIdentityProvider(t, [])
  t.strictSame(principalOf(facts, { key: 'k', session, resourceServerId: 'id' }), {
    userId: 'alice',
    via: 'bearer',
    scopes: ['notes.read', 'openid'],
    issuer: url,
    clientId: 'c',
    expiresAt: 7,
    credentialHash: 'k',
  })
})

t.test('what is not known is absent, and nobody can change a principal', async t => {
  const { session } = await startIdentityProvider(t, [])
  const unknown = { ...facts, clientId: undefined, expiresAt: undefined, scope: undefined }
  const principal = principalOf(unknown, { key: 'k', session, resourceServerId: undefined })
  t.strictSame([principal.scopes, 'clientId' in principal, 'expiresAt' in principal], [[], false, false])
  t.ok(Object.isFrozen(principal))
})
