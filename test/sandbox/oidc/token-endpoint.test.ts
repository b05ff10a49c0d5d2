import t from 'tap'
import { bearer, claimsOf, codeFor, exchange, providerSite, refresh, valueOf } from './provider-site.js'

t.test('a code becomes tokens once, and a second time takes them back', async t => {
  const site = await providerSite(t)
  const code = await codeFor(await site.browse('alice'), site.client.clientId)
  t.match(code, /^[A-Za-z0-9]{128}$/)
  const first = await site.post('token', exchange(site.client, code))
  t.match(first, { status: 200, body: { token_type: 'Bearer', expires_in: 900, refresh_expires_in: 900 } })
  t.notOk('scope' in first.body, 'Nextcloud does not say which scope was granted')
  const again = await site.post('token', exchange(site.client, code))
  t.match(again, { status: 400, body: { error_description: 'Authorization code has already been used.' } })
  const userinfo = await site.ask('/index.php/apps/oidc/userinfo', bearer(valueOf(first, 'access_token')))
  t.equal(userinfo.status, 400, 'the access token is gone')
  t.equal((await site.post('token', refresh(site.client, valueOf(first, 'refresh_token')))).status, 400)
})

t.test('a refresh rotates: the old refresh token and the old access token are unknown at once', async t => {
  const site = await providerSite(t)
  const old = await site.sandbox.issueTokens({ uid: 'alice', clientId: site.client.clientId })
  site.advance(1)
  const fresh = await site.post('token', refresh(site.client, old.refreshToken))
  t.equal(fresh.status, 200)
  t.match(await site.post('token', refresh(site.client, old.refreshToken)), {
    status: 400,
    body: { error: 'invalid_grant' },
  })
  const userinfo = (token: string) => site.ask('/apps/oidc/userinfo', bearer(token))
  t.equal((await userinfo(old.accessToken)).status, 400)
  t.equal((await userinfo(valueOf(fresh, 'access_token'))).status, 200, 'the reuse did no harm to the new one')
  t.equal(claimsOf(old.accessToken)['jti'], claimsOf(valueOf(fresh, 'access_token'))['jti'], 'one row holds the grant')
})

t.test('of parallel refreshes with one refresh token exactly one wins', async t => {
  const site = await providerSite(t)
  const { refreshToken } = await site.sandbox.issueTokens({ uid: 'alice', clientId: site.client.clientId })
  const answers = await Promise.all([1, 2, 3].map(() => site.post('token', refresh(site.client, refreshToken))))
  t.strictSame(answers.map(({ status }) => status).toSorted(), [200, 400, 400])
})

t.test('a refresh token lives expire_time plus refresh_expire_time, and then no longer', async t => {
  const site = await providerSite(t)
  const kept = await site.sandbox.issueTokens({ uid: 'alice', clientId: site.client.clientId })
  const lost = await site.sandbox.issueTokens({ uid: 'bob', clientId: site.client.clientId })
  site.advance(1800)
  t.equal((await site.post('token', refresh(site.client, kept.refreshToken))).status, 200)
  site.advance(1)
  const late = await site.post('token', refresh(site.client, lost.refreshToken))
  t.match(late, { status: 400, body: { error: 'invalid_grant', error_description: 'Refresh token is expired.' } })
})

t.test('a grant without offline_access gets no refresh token, and one that never ends no end', async t => {
  const site = await providerSite(t, { refreshExpireTime: 'never' })
  const { clientId } = site.client
  t.equal((await site.sandbox.issueTokens({ uid: 'alice', clientId, scope: 'openid' })).refreshToken, null)
  const { refreshToken } = await site.sandbox.issueTokens({ uid: 'alice', clientId })
  site.advance(365 * 24 * 3600)
  const fresh = await site.post('token', refresh(site.client, refreshToken))
  t.equal(fresh.status, 200)
  t.notOk('refresh_expires_in' in fresh.body)
})
