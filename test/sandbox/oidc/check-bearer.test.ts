import t from 'tap'
import { providerSite, refresh, type Site } from './provider-site.js'

const whoami = (site: Site, token: string | null) =>
  site.ask('/ocs/v2.php/cloud/user?format=json', {
    headers: { authorization: `Bearer ${token}`, 'ocs-apirequest': 'true' },
  })

t.test('access tokens open the APIs whatever their scope and audience, ID and refresh tokens do not', async t => {
  const site = await providerSite(t)
  const { client, opaque, sandbox } = site
  const jwt = await sandbox.issueTokens({ uid: 'alice', clientId: client.clientId, resource: 'https://x.example' })
  const plain = await sandbox.issueTokens({ uid: 'alice', clientId: opaque.clientId, scope: 'openid' })
  t.equal((await whoami(site, jwt.accessToken)).status, 200)
  t.equal((await whoami(site, plain.accessToken)).status, 200)
  t.equal((await whoami(site, jwt.idToken)).status, 401)
  t.equal((await whoami(site, jwt.refreshToken)).status, 401)
  t.equal((await whoami(site, 'nosuchtoken')).status, 401)
})

t.test('a JWT from before a refresh still opens them when its audience is the client', async t => {
  const site = await providerSite(t)
  const { clientId } = site.client
  const own = await site.sandbox.issueTokens({ uid: 'alice', clientId })
  const foreign = await site.sandbox.issueTokens({ uid: 'bob', clientId, resource: 'https://x.example' })
  site.advance(1)
  for (const { refreshToken } of [own, foreign]) await site.post('token', refresh(site.client, refreshToken))
  t.equal((await whoami(site, own.accessToken)).status, 200)
  t.equal((await whoami(site, foreign.accessToken)).status, 401)
  site.advance(900)
  t.equal((await whoami(site, own.accessToken)).status, 401, 'its exp has passed')
})

t.test('a token lives twice expire_time, and asking with one that is over deletes its refresh token', async t => {
  const site = await providerSite(t, { refreshExpireTime: 86_400 })
  const { clientId } = site.opaque
  const asked = await site.sandbox.issueTokens({ uid: 'alice', clientId })
  const left = await site.sandbox.issueTokens({ uid: 'bob', clientId })
  site.advance(1800)
  t.equal((await whoami(site, asked.accessToken)).status, 200)
  site.advance(1)
  t.equal((await whoami(site, asked.accessToken)).status, 401)
  t.equal((await site.post('token', refresh(site.opaque, asked.refreshToken))).status, 400)
  t.equal((await site.post('token', refresh(site.opaque, left.refreshToken))).status, 200)
})

t.test('without bearer validation no token is known', async t => {
  const site = await providerSite(t)
  const { accessToken } = await site.sandbox.issueTokens({ uid: 'alice', clientId: site.client.clientId })
  site.sandbox.settings.bearerValidation = false
  t.equal((await whoami(site, accessToken)).status, 401)
})
