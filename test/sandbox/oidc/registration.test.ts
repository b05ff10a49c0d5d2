import t from 'tap'
import { providerSite, REDIRECT_URI, valueOf } from './provider-site.js'

const METADATA = { redirect_uris: [REDIRECT_URI] }

t.test('a client is confidential and opaque unless it asks for jwt', async t => {
  const site = await providerSite(t)
  const plain = await site.postJson('register', {
    ...METADATA,
    token_endpoint_auth_method: 'none',
    token_type: 'Bearer',
  })
  t.match(plain, { status: 201, body: { token_endpoint_auth_method: 'client_secret_post', token_type: 'opaque' } })
  t.match(valueOf(plain, 'client_id'), /^[A-Za-z0-9]{64}$/)
  t.match(valueOf(plain, 'client_secret'), /^[A-Za-z0-9]{64}$/)
  t.equal(Number(plain.body['client_secret_expires_at']) - Number(plain.body['client_id_issued_at']), 3600)
  t.match(await site.postJson('register', { ...METADATA, token_type: 'jwt' }), { body: { token_type: 'jwt' } })
})

t.test('an eleventh registration within a minute is refused with an empty page, failures included', async t => {
  const site = await providerSite(t)
  await site.postJson('register', {})
  for (const _ of Array.from({ length: 9 })) await site.postJson('register', METADATA)
  const refused = await site.postJson('register', METADATA)
  t.match(refused, { status: 429, text: '' })
  t.match(refused.headers.get('content-type'), 'text/html')
  site.advance(61)
  t.equal((await site.postJson('register', METADATA)).status, 201)
})

t.test('registration can be off, and discovery then does not offer it', async t => {
  const site = await providerSite(t, { dynamicRegistration: false })
  const refused = await site.postJson('register', METADATA)
  t.match(refused, { status: 400, body: { error: 'dynamic_registration_not_allowed' } })
  const { body } = await site.ask('/index.php/.well-known/openid-configuration')
  t.notOk('registration_endpoint' in body)
})

t.test('a registration sweeps away clients that are over, a client of an administrator never ends', async t => {
  const site = await providerSite(t)
  const old = await site.postJson('register', METADATA)
  const read = () =>
    site.ask(`/apps/oidc/register/${valueOf(old, 'client_id')}`, {
      headers: { authorization: `Bearer ${valueOf(old, 'registration_access_token')}` },
    })
  site.advance(3601)
  t.equal((await read()).status, 200, 'expired, but still there')
  await site.postJson('register', METADATA)
  t.equal((await read()).status, 401)
  const { clientId } = site.client
  await t.resolves(site.sandbox.issueTokens({ uid: 'alice', clientId }))
})

t.test('more than a hundred dynamic clients are too many', async t => {
  const site = await providerSite(t)
  for (const round of Array.from({ length: 100 }, (_, index) => index)) {
    if (round % 10 === 0) site.advance(61)
    t.equal((await site.postJson('register', METADATA)).status, 201)
  }
  site.advance(61)
  t.match(await site.postJson('register', METADATA), { status: 400, body: { error: 'max_num_clients_exceeded' } })
})
