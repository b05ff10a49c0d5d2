import t from 'tap'
import { requestRefresh } from '../../../src/auth/broker/refresh-request.js'
import { Secret } from '../../../src/lib/secret.js'
import { fakeWorld, granted, refusal } from './broker-world.js'

async function world(test: Parameters<typeof fakeWorld>[0]) {
  const fake = await fakeWorld(test)
  const { deps } = fake
  const ask = async () => requestRefresh(deps.http, await deps.oidc.session(), new Secret('rt-1'), deps.ports.now)
  return { ...fake, ask }
}

t.test('it is a form with the client secret in the body, without scope, cookie or Authorization', async t => {
  const { ask, answers, forms, provider } = await world(t)
  answers(granted())
  t.match(await ask(), { kind: 'granted', answer: { access_token: 'at-1', refresh_token: 'rt-2' } })
  t.strictSame(Object.fromEntries(forms()[0]!), {
    grant_type: 'refresh_token',
    refresh_token: 'rt-1',
    client_id: 'c1',
    client_secret: 'the-client-secret',
  })
  const { method, headers } = provider.received[0]!
  t.match({ method, headers }, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  t.notOk(headers['authorization'] ?? headers['cookie'])
})

t.test('a refusal goes by its code, whatever the status', async t => {
  const { ask, answers } = await world(t)
  for (const error of ['invalid_grant', 'invalid_client', 'expired_client', 'invalid_request'] as const)
    for (const status of [400, 401]) {
      answers(refusal(error, status))
      t.strictSame(await ask(), { kind: 'refused', error })
    }
})

t.test('what a proxy says is no refusal', async t => {
  const { ask, answers } = await world(t)
  for (const status of [401, 403, 404, 400]) {
    answers({ status, body: '<html>no</html>' })
    t.match(await ask(), { kind: 'unavailable', ambiguous: false, what: `HTTP ${status}` })
  }
  answers({ status: 302, headers: { location: '/login' }, body: '' })
  t.match(await ask(), { kind: 'unavailable', ambiguous: false }, 'a redirect is not followed')
})

t.test('an error of the server may come after the rotation, maintenance does not', async t => {
  const { ask, answers } = await world(t)
  answers({ status: 500, body: { error: 'server_error' } })
  t.match(await ask(), { kind: 'unavailable', ambiguous: true })
  answers({ status: 503, headers: { 'retry-after': '120' }, body: '' })
  t.match(await ask(), { kind: 'unavailable', ambiguous: false, retryAfterSeconds: 120 })
})

t.test('a success that makes no sense is ambiguous', async t => {
  const { ask, answers } = await world(t)
  for (const body of [
    '',
    '<html>',
    '[]',
    { access_token: 'x' },
    { access_token: 'x', token_type: 'Bearer', pad: 'x'.repeat(70_000) },
  ]) {
    answers({ body })
    t.match(await ask(), { kind: 'unavailable', ambiguous: true })
  }
})

t.test('a connection that breaks after the request left is ambiguous, and not tried again', async t => {
  const { ask, answers, forms } = await world(t)
  answers({ drop: true })
  const outcome = await ask()
  t.match(outcome, { kind: 'unavailable', ambiguous: true })
  t.equal(forms().length, 1)
})

t.test('a provider that cannot be reached never saw the token', async t => {
  const { ask, provider } = await world(t)
  await provider.close()
  const outcome = await ask()
  t.match(outcome, { kind: 'unavailable', ambiguous: false })
  t.notMatch(JSON.stringify(outcome), /rt-1|the-client-secret/)
})
