import t from 'tap'
import { tokenFetch } from '../../../src/auth/provisioning/token-fetch.js'
import { fakeProvider } from '../../helpers/fake-provider.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const post = {
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  redirect: 'manual',
} as const

t.test('the ID token is kept here, and the rest is handed on', async t => {
  const fake = await fakeProvider(t)
  fake.on('/token', { body: { access_token: 'at', id_token: 'idt', refresh_expires_in: 900 } })
  const exchange = tokenFetch(testHttpClient(t).http)
  const response = await exchange.fetch(`${fake.url}/token`, { ...post, body: new URLSearchParams({ a: 'b c' }) })
  t.strictSame(await response.json(), { access_token: 'at', refresh_expires_in: 900 })
  t.match(
    [exchange.status(), exchange.idToken(), exchange.error(), exchange.thrown()],
    [200, 'idt', undefined, undefined],
  )
  t.match(fake.received, [{ body: 'a=b+c' }])
})

t.test('an answer without JSON, or without a body, is handed on as it is', async t => {
  const fake = await fakeProvider(t)
  const exchange = tokenFetch(testHttpClient(t).http)
  fake.on('/token', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' })
  t.equal(await (await exchange.fetch(`${fake.url}/token`, { ...post, body: null })).text(), '<html>')
  fake.on('/token', { status: 204, body: '' })
  t.equal((await exchange.fetch(`${fake.url}/token`, { ...post, body: null })).status, 204)
})

t.test('no answer is thrown on, and remembered', async t => {
  const fake = await fakeProvider(t)
  fake.on('/token', { drop: true })
  const exchange = tokenFetch(testHttpClient(t).http)
  await t.rejects(exchange.fetch(`${fake.url}/token`, { ...post, body: null }), { code: 'NCMCP_NEXTCLOUD_UNAVAILABLE' })
  t.match(exchange.thrown(), { code: 'NCMCP_NEXTCLOUD_UNAVAILABLE' })
  t.equal(fake.count('/token'), 1)
})
