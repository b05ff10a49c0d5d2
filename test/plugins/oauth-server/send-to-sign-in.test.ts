import t from 'tap'
import { failureIn, signInRefused } from '../../../plugins/oauth-server/send-to-sign-in.js'
import { OUTCOMES } from '../../../src/auth/provisioning/outcomes.js'
import { startOAuthServer } from '../../helpers/oauth-server.js'

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

t.test('who looks at a page that needs a person goes to Nextcloud, with cookies, PKCE and a state of ours', async t => {
  const server = await startOAuthServer(t)
  const response = await fetch(`${server.url}/oauth/clients`, { redirect: 'manual' })
  t.equal(response.status, 302)
  const location = new URL(response.headers.get('location') ?? '')
  t.equal(location.origin, server.sandbox.url)
  t.match(Object.fromEntries(location.searchParams), {
    code_challenge_method: 'S256',
    nonce: /./,
    redirect_uri: `${server.url}/oauth/callback`,
  })
  const cookies = response.headers.getSetCookie()
  t.strictSame(
    cookies.map(line => line.split('=')[0]?.replace(/[0-9a-f]{8}$/, '#')),
    ['mcp_prov_#', 'mcp_browser'],
  )
  for (const line of cookies) t.match(line, /HttpOnly; SameSite=Lax/)
})

t.test('a provider that is not there is told to the person', async t => {
  const server = await startOAuthServer(t, {
    env: { OIDC_DISCOVERY_URL: 'http://127.0.0.1:9/x', OIDC_DISCOVERY_BACKOFF_BASE: '0' },
  })
  const response = await fetch(`${server.url}/oauth/clients`, { redirect: 'manual' })
  t.equal(response.status, 503)
  t.match(await response.text(), /temporarily_unavailable/)
})
