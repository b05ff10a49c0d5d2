import t from 'tap'
import { exchangeCode } from '../../../src/auth/provisioning/exchange-code.js'
import { NextcloudTimeout } from '../../../src/errors/nextcloud-errors.js'
import { Secret } from '../../../src/lib/secret.js'
import { provisioning } from '../../helpers/provisioning.js'

const request = {
  redirectUri: 'https://mcp.example/oauth/callback',
  state: 's'.repeat(43),
  code: 'a+b/c',
  verifier: new Secret('v'.repeat(43)),
}

t.test('tokens come back as secrets, lifetimes as numbers', async t => {
  const { fake, deps } = await provisioning(t)
  fake.on('/token', {
    body: { access_token: 'at', token_type: 'bearer', refresh_token: 'rt', expires_in: 900, refresh_expires_in: '900' },
  })
  const answer = await exchangeCode(deps.http, { ...request, session: await deps.oidc.session() })
  t.match(answer, { expiresIn: 900, refreshExpiresIn: 900, idToken: undefined, scope: undefined })
  t.equal(answer.refreshToken?.reveal(), 'rt')
  t.notMatch(JSON.stringify(answer), /"at"|"rt"/)
  t.equal(new URLSearchParams(fake.received.at(-1)?.body).get('code'), 'a+b/c')
})

t.test('GAP-8: what the provider wrote is in no error', async t => {
  const { fake, deps } = await provisioning(t)
  fake.on('/token', { status: 400, body: { error: 'invalid_grant', error_description: 'UPSTREAM <script>' } })
  const error: unknown = await exchangeCode(deps.http, { ...request, session: await deps.oidc.session() }).catch(
    (thrown: unknown) => thrown,
  )
  t.match(error, {
    code: 'NCMCP_PROVISIONING_FAILED',
    failure: 'code_rejected',
    message: 'provisioning: code_rejected (token endpoint: 400)',
  })
  t.notMatch(JSON.stringify(error, Object.getOwnPropertyNames(error)), /UPSTREAM|vvvv|a\+b/)
})

t.test('a timeout is told apart', async t => {
  const { deps } = await provisioning(t)
  const http = { send: () => Promise.reject(new NextcloudTimeout('late')), close: async () => {} }
  await t.rejects(exchangeCode(http, { ...request, session: await deps.oidc.session() }), {
    code: 'NCMCP_PROVISIONING_FAILED',
    failure: 'timeout',
  })
})
