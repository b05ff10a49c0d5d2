import t from 'tap'
import { clientFields } from '../../../src/sandbox/oidc/client-fields.js'

t.test('names and scopes are cut, unknown token types dropped', async t => {
  const fields = clientFields({ client_name: 'N'.repeat(80), scope: 's'.repeat(600), token_type: 'Bearer' })
  t.strictSame(fields, { name: 'N'.repeat(64), allowedScopes: 's'.repeat(512) })
  t.strictSame(clientFields({ token_type: 'jwt', application_type: 'native' }), {
    tokenType: 'jwt',
    applicationType: 'native',
  })
})

t.test('a bad scope, a bad resource and redirect URIs that are no list are refused', async t => {
  t.match(clientFields({ scope: 'a<b' }), { error: 'invalid_scope' })
  t.match(clientFields({ resource_url: 'not a url' }), { error: 'invalid_resource_url' })
  t.match(clientFields({ resource_url: `http://x/${'y'.repeat(512)}` }), { error: 'invalid_resource_url' })
  t.equal(clientFields({ redirect_uris: 'http://c/cb' }), 'server-error')
})
