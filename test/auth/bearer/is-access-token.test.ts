import t from 'tap'

import type { JwtHeader } from '../../../src/auth/bearer/classify-token.js'
import { isAccessToken, isTyped } from '../../../src/auth/bearer/is-access-token.js'
import { JwtClaims } from '../../../src/auth/bearer/jwt-claims.js'

const US = 'https://mcp.example.com'
const header = (typ: string | undefined): JwtHeader => ({ alg: 'RS256', kid: 'k', typ })
const claims = (more: object) => JwtClaims.parse({ iss: 'i', sub: 'alice', exp: 1, aud: US, scope: 'openid', ...more })
const passes = (typ: string | undefined, more: object = {}, isNextcloud = true) =>
  isAccessToken(header(typ), claims(more), { publicUrl: US, isNextcloud })

t.test('a token that says access token is one, whatever else it holds', async t => {
  for (const typ of ['at+jwt', 'at+JWT', 'application/at+jwt']) {
    t.ok(isTyped(header(typ)))
    t.ok(passes(typ, { aud: 'some-client', nonce: 'n', scope: undefined }))
  }
})

t.test('another type passes only when nothing speaks for an ID token', async t => {
  for (const typ of ['JWT', 'jwt', undefined]) {
    t.ok(passes(typ))
    t.ok(passes(typ, { scope: undefined, client_id: 'c' }))
    t.notOk(passes(typ, { scope: undefined }), 'neither scope nor client_id')
    for (const member of ['nonce', 'at_hash', 'c_hash']) t.notOk(passes(typ, { [member]: 'x' }), member)
    t.notOk(passes(typ, { nonce: null }), 'even an empty nonce')
    t.notOk(passes(typ, { aud: 'our-client' }), 'aud is no URL of ours')
  }
})

t.test('types that only look alike are not believed', async t => {
  for (const typ of ['bat+jwt', 'at+jwt2', 'at jwt', 'text/at+jwt']) t.notOk(isTyped(header(typ)), typ)
})

t.test('Cognito: an access token without an audience is one of another provider, when it names its client', async t => {
  const bare = { aud: undefined, client_id: 'c', token_use: 'access' }
  t.ok(passes(undefined, bare, false))
  t.notOk(passes(undefined, bare, true), 'Nextcloud always names an audience')
  t.notOk(passes(undefined, { ...bare, client_id: undefined }, false), 'no client')
  t.notOk(passes(undefined, { ...bare, nonce: 'n' }, false), 'an ID token')
  t.notOk(passes(undefined, { ...bare, aud: 'c' }, false), 'an audience that is not us')
})

t.test('a token whose payload says that it is another kind is another kind', async t => {
  for (const more of [{ typ: 'ID' }, { typ: 'Refresh' }, { typ: 'Offline' }, { token_use: 'id' }]) {
    t.notOk(passes('JWT', more), JSON.stringify(more))
    t.notOk(passes('at+jwt', more), `at+jwt ${JSON.stringify(more)}`)
  }
  t.ok(passes('JWT', { typ: 'Bearer', token_use: 'access' }))
})
