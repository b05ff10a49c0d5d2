import t from 'tap'
import { claimsOf, providerSite, refresh } from './provider-site.js'

t.test('issued tokens are as good as those of the browser steps', async t => {
  const site = await providerSite(t)
  const { clientId } = site.client
  const tokens = await site.sandbox.issueTokens({ uid: 'alice', clientId, resource: 'http://mcp' })
  t.match(claimsOf(tokens.accessToken), { sub: 'alice', aud: 'http://mcp', iss: site.sandbox.url })
  t.equal((await site.post('token', refresh(site.client, tokens.refreshToken))).status, 200)
})

t.test('nobody and no client get none', async t => {
  const site = await providerSite(t)
  await t.rejects(site.sandbox.issueTokens({ uid: 'nobody', clientId: site.client.clientId }), {
    code: 'NCMCP_NOT_FOUND',
  })
  await t.rejects(site.sandbox.issueTokens({ uid: 'alice', clientId: 'x' }), { code: 'NCMCP_NOT_FOUND' })
})
