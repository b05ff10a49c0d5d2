import t from 'tap'
import { providerSite, REDIRECT_URI, valueOf } from './provider-site.js'

async function registered(t: Parameters<typeof providerSite>[0]) {
  const site = await providerSite(t)
  const client = await site.postJson('register', { redirect_uris: [REDIRECT_URI], client_name: 'Before' })
  const path = `/apps/oidc/register/${valueOf(client, 'client_id')}`
  const manage = (token: string, init: RequestInit = {}) =>
    site.ask(path, { ...init, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } })
  return { site, manage, token: valueOf(client, 'registration_access_token') }
}

t.test('an update rotates the registration token, and the old one lives on for a minute', async t => {
  const { site, manage, token } = await registered(t)
  const updated = await manage(token, { method: 'PUT', body: JSON.stringify({ client_name: 'After' }) })
  t.match(updated, { status: 200, body: { client_name: 'After', redirect_uris: [REDIRECT_URI] } })
  const fresh = valueOf(updated, 'registration_access_token')
  t.not(fresh, token)
  t.equal((await manage(token)).status, 200)
  site.advance(61)
  t.equal((await manage(token)).status, 401)
  t.equal((await manage(fresh)).status, 200)
})

t.test('a deleted client is gone for its own token too', async t => {
  const { manage, token } = await registered(t)
  t.equal((await manage(token, { method: 'DELETE' })).status, 204)
  t.match(await manage(token), { status: 401, body: { error: 'invalid_token' } })
})

t.test("another client's token is refused, and ten wrong tokens block the address until a reset", async t => {
  const { site, manage, token } = await registered(t)
  const other = await site.postJson('register', { redirect_uris: [REDIRECT_URI] })
  t.equal((await manage(valueOf(other, 'registration_access_token'))).status, 403)
  for (const _ of Array.from({ length: 9 })) t.equal((await manage('wrong')).status, 401)
  t.equal((await manage(token)).status, 429, 'the right one too')
  site.advance(30 * 60 + 1)
  t.equal((await manage(token)).status, 200)
})

t.test('a bad update changes nothing', async t => {
  const { manage, token } = await registered(t)
  t.equal((await manage(token, { method: 'PUT', body: JSON.stringify({ scope: 'a<b' }) })).status, 400)
  t.equal((await manage(token, { method: 'PUT', body: JSON.stringify({ redirect_uris: 'x' }) })).status, 500)
  t.match(await manage(token), { status: 200, body: { client_name: 'Before' } })
})
