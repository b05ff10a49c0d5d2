import t from 'tap'
import { sendRefusal } from '../../../plugins/oauth-provisioning/send-refusal.js'
import type { Refusal } from '../../../src/auth/provisioning/refusal.js'
import { buildApp } from '../../../src/app.js'
import { testConfig } from '../../helpers/test-config.js'

async function refusing(t: import('tap').Test, refusal: Omit<Refusal, 'ok'>) {
  const app = await buildApp(testConfig())
  t.teardown(() => app.close())
  app.get('/refuse', async (request, reply) => sendRefusal(request, reply, { ok: false, ...refusal }))
  return app
}

t.test('people get a page, programs a body, both the status of the table', async t => {
  const app = await refusing(t, { failure: 'no_refresh_token', oauthError: undefined, retryAfterSeconds: undefined })
  t.match(await app.inject('/refuse'), {
    statusCode: 400,
    body: /offline_access_not_granted/,
    headers: { 'content-type': /html/ },
  })
  const json = await app.inject({ url: '/refuse', headers: { accept: 'application/json' } })
  t.match(json.json(), { error: 'offline_access_not_granted', error_description: /offline_access/, request_id: /\S/ })
  t.notOk('retry-after' in json.headers)
})

t.test('a mapped word replaces the table’s, and waiting times are told', async t => {
  const app = await refusing(t, { failure: 'degraded', oauthError: 'login_required', retryAfterSeconds: 42 })
  const json = await app.inject({ url: '/refuse', headers: { accept: 'application/json' } })
  t.match(json, { statusCode: 503, headers: { 'retry-after': '42' } })
  t.match(json.json(), { error: 'login_required' })
})
