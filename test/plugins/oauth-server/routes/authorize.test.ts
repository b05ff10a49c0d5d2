import t from 'tap'
import { startOAuthServer } from '../../../helpers/oauth-server.js'
import { attempt, newClient } from '../../../helpers/scripted-client.js'

const go = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init })

t.test('a good request goes to our own page, bound to this browser by a cookie', async t => {
  const server = await startOAuthServer(t)
  const begun = attempt(server, await newClient(server))
  const response = await go(begun.url)
  t.equal(response.status, 302)
  t.match(response.headers.get('location'), /^http:\/\/127\.0\.0\.1:\d+\/oauth\/consent\?request=[\w-]{43}$/)
  const cookies = response.headers.getSetCookie()
  t.equal(cookies.length, 1)
  t.match(cookies[0], /^mcp_auth_[0-9a-f]{8}=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax/)
  t.match(Object.fromEntries(response.headers), {
    'cache-control': 'no-store',
    pragma: 'no-cache',
    'referrer-policy': 'no-referrer',
  })
})

t.test('RT-13: who is not known is told to the person, without a redirect', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server)
  for (const changes of [
    { client_id: 'claude-desktop' },
    { redirect_uri: 'https://evil.example/cb' },
    { client_id: undefined },
  ]) {
    const response = await go(attempt(server, client, changes).url)
    t.equal(response.status, 400)
    t.equal(response.headers.get('location'), null)
    t.match(await response.text(), /This cannot go on/)
  }
})

t.test('guesses of a browser and HEAD begin nothing; the 21st of a minute waits', async t => {
  const server = await startOAuthServer(t)
  const { url } = attempt(server, await newClient(server))
  t.equal((await go(url, { headers: { 'sec-purpose': 'prefetch' } })).status, 503)
  t.equal((await go(url, { method: 'HEAD' })).status, 405)
  t.equal(await server.app.storage!.authorizationServer.requests.count(), 0)
  const statuses: number[] = []
  for (let count = 0; count < 21; count += 1) statuses.push((await go(url)).status)
  t.strictSame(statuses.slice(-2), [302, 429])
})
