import t from 'tap'
import { deregisterClient } from '../../../src/auth/oidc/deregister-client.js'
import { keepClient } from '../../../src/auth/oidc/stored-client.js'
import { Secret } from '../../../src/lib/secret.js'
import { fakeProvider, type Answer } from '../../helpers/fake-provider.js'
import { oidcDeps } from '../../helpers/oidc-deps.js'
import { providerOf } from '../../helpers/provider-of.js'

async function setUp(t: import('tap').Test, answer: Answer) {
  const fake = await fakeProvider(t)
  fake.on('/register/id', answer)
  const deps = await oidcDeps(t, fake.url)
  const registered = {
    clientId: 'id',
    secret: new Secret('s'),
    registrationToken: new Secret('token'),
    registrationUri: `${fake.url}/register/id`,
    expiresAt: null,
  }
  await keepClient(deps, providerOf(fake.url), registered, 'print')
  return { fake, deps }
}

t.test('a registration is deleted with its own token, there and here', async t => {
  const { fake, deps } = await setUp(t, { status: 204, body: '' })
  t.equal(await deregisterClient(deps, fake.url), 'deleted')
  t.match(fake.received, [{ method: 'DELETE', headers: { authorization: 'Bearer token' } }])
  t.equal(await deps.storage.clients.find(fake.url), undefined)
  t.equal(await deregisterClient(deps, fake.url), 'none')
})

t.test('401 and 404 mean that it was gone already', async t => {
  for (const status of [401, 404]) {
    const { fake, deps } = await setUp(t, { status })
    t.equal(await deregisterClient(deps, fake.url), 'gone')
    t.equal(await deps.storage.clients.find(fake.url), undefined)
  }
})

t.test('a failure is not repeated, and the row stays', async t => {
  for (const answer of [{ status: 500 }, { status: 429 }, { drop: true }]) {
    const { fake, deps } = await setUp(t, answer)
    t.equal(await deregisterClient(deps, fake.url), 'failed')
    t.equal(fake.received.length, 1)
    t.ok(await deps.storage.clients.find(fake.url))
  }
})
