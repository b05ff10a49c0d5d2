import t from 'tap'
import { failureIn, signInRefused } from '../../../plugins/oauth-server/send-to-sign-in.js'
import { OUTCOMES } from '../../../src/auth/provisioning/outcomes.js'
import { startOAuthServer } from '../../helpers/oauth-server.js'
import { attempt, newClient } from '../../helpers/scripted-client.js'

t.test('why nobody is signed in, in the words of RFC 6749', async t => {
  t.match(signInRefused('denied'), { error: 'access_denied' })
  t.match(signInRefused('degraded', 5), { error: 'temporarily_unavailable', retryAfterSeconds: 5 })
  t.match(signInRefused('too_many_starts', 9), { error: 'too_many_requests' })
  t.match(signInRefused('id_token_invalid'), { error: 'server_error', message: OUTCOMES.id_token_invalid.description })
})

t.test('only words of ours come back as what they are', async t => {
  t.equal(failureIn(undefined), undefined)
  t.equal(failureIn('denied'), 'denied')
  for (const word of ['', '<script>', 'toString', '__proto__', ['denied', 'denied']])
    t.equal(failureIn(word), 'internal')
})

t.test('RT-13: a provider that is not there is told to the client by redirect', async t => {
  const server = await startOAuthServer(t, {
    env: { OIDC_DISCOVERY_URL: 'http://127.0.0.1:9/x', OIDC_DISCOVERY_BACKOFF_BASE: '0' },
  })
  const response = await fetch(attempt(server, await newClient(server)).url, { redirect: 'manual' })
  t.equal(response.status, 302)
  const location = new URL(response.headers.get('location') ?? '')
  t.equal(location.host, 'claude.ai')
  t.equal(location.searchParams.get('error'), 'temporarily_unavailable')
})
