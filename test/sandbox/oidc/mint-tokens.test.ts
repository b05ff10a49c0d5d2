import t from 'tap'
import { decodeProtectedHeader } from 'jose'
import { addGrant } from '../../../src/sandbox/oidc/grant-tokens.js'
import { mintAccessToken, mintIdToken } from '../../../src/sandbox/oidc/mint-tokens.js'
import type { OidcClient } from '../../../src/sandbox/oidc/oidc-state.js'
import { claimsOf } from './provider-site.js'
import { oidcClient, oidcWorld, START } from './oidc-world.js'

function minting(more: Partial<OidcClient>, scope = 'openid profile') {
  const { context, world } = oidcWorld()
  const client = oidcClient(context, more)
  const grant = addGrant(context, { client, uid: 'u-1f3a', scope, nonce: 'n', authTime: START - 5 })
  return { context, client, options: { client, grant, account: world.accounts.get('u-1f3a'), issuer: 'http://nc' } }
}

t.test('an opaque access token is 72 characters', async t => {
  const { context, options } = minting({ tokenType: 'opaque' })
  t.match(await mintAccessToken(context, options), /^[A-Za-z0-9]{72}$/)
})

t.test('a JWT access token says at+JWT, names client and person, and has no nbf', async t => {
  const { context, client, options } = minting({ tokenType: 'jwt' })
  const token = await mintAccessToken(context, options)
  t.match(decodeProtectedHeader(token), { typ: 'at+JWT', alg: 'RS256', kid: String })
  const claims = claimsOf(token)
  t.match(claims, {
    iss: 'http://nc',
    sub: 'u-1f3a',
    aud: client.clientId,
    azp: client.clientId,
    client_id: client.clientId,
  })
  t.match(claims, { iat: START, exp: START + 900, auth_time: START - 5, acr: '0', preferred_username: 'u-1f3a' })
  t.notOk('nbf' in claims)
})

t.test('an ID token tells who and nothing about them', async t => {
  const { context, client, options } = minting({ tokenType: 'jwt', resourceUrl: 'http://mcp' })
  const token = await mintIdToken(context, options)
  t.equal(decodeProtectedHeader(token).typ, 'JWT')
  t.match(claimsOf(token), { aud: client.clientId, azp: client.clientId, nonce: 'n', nbf: START })
  t.notOk('name' in claimsOf(token) || 'preferred_username' in claimsOf(token))
})
