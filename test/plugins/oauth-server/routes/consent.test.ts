import t from 'tap'
import { startOAuthServer, type OAuthServer } from '../../../helpers/oauth-server.js'
import { attempt, consentTo, newClient, openSession, personsBrowser, signIn } from '../../../helpers/scripted-client.js'

const opened = async (server: OAuthServer, changes: Record<string, string> = {}) => {
  const browser = personsBrowser(server)
  const begun = attempt(server, await newClient(server), changes)
  return { browser, begun, page: await browser.open(begun.url) }
}
const asksNextcloud = ({ sandbox }: OAuthServer, visited: readonly string[]) =>
  visited.some(url => url.startsWith(sandbox.url))

t.test('RT-11: who is not signed in is asked first, and nothing goes to Nextcloud before "Allow"', async t => {
  const server = await startOAuthServer(t)
  const { browser, begun, page } = await opened(server)
  t.match(page, { status: 200, html: /your Nextcloud account[^]*claude\.ai[^]*sign in at <strong>127\.0\.0\.1:/ })
  t.notOk(asksNextcloud(server, browser.visited))
  t.equal(await server.app.storage!.flows.count(), 0, 'no sign-in is waiting')
  const login = await browser.submit(page, 'consent', { decision: 'allow' })
  t.ok(asksNextcloud(server, browser.visited))
  const left = await signIn(browser, server, login)
  t.match(Object.fromEntries(new URL(left.url).searchParams), { code: /^ncmcp_ac_/, state: begun.state })
  t.match(await server.app.storage!.authorizationServer.consents.ofUser('alice'), [{ clientName: 'Claude' }])
})

t.test('RT-11: "Deny" needs no sign-in and makes none', async t => {
  const server = await startOAuthServer(t)
  const { browser, begun, page } = await opened(server)
  const left = await browser.submit(page, 'consent', { decision: 'deny' })
  const answer = Object.fromEntries(new URL(left.url).searchParams)
  t.match(answer, { error: 'access_denied', state: begun.state, iss: server.url })
  t.notOk(asksNextcloud(server, browser.visited))
})

t.test('the page may not be framed, runs nothing, and lets its form say where it comes from', async t => {
  const server = await startOAuthServer(t)
  const { browser, page } = await opened(server)
  t.match(page.headers.get('content-security-policy'), /frame-ancestors 'none'/)
  t.equal(page.headers.get('referrer-policy'), 'same-origin')
  t.equal(page.headers.get('cache-control'), 'no-store')
  t.notOk(browser.cookies.has('mcp_session'), 'a session is what a sign-in makes')
})

t.test('who is signed in is named, and goes straight back to the client', async t => {
  const server = await startOAuthServer(t)
  const browser = personsBrowser(server)
  await openSession(browser, server)
  browser.visited.splice(0)
  const page = await browser.open(attempt(server, await newClient(server)).url)
  t.match(page.html, /the Nextcloud account <strong>alice<\/strong>/)
  t.match((await browser.submit(page, 'consent', { decision: 'allow' })).url, /^https:\/\/claude\.ai\/.*code=/)
  t.notOk(asksNextcloud(server, browser.visited))
})

t.test('who signed in meanwhile, in another tab, is asked by name before anything is allowed', async t => {
  const server = await startOAuthServer(t)
  const { browser, page } = await opened(server)
  await openSession(browser, server)
  const named = await browser.submit(page, 'consent', { decision: 'allow' })
  t.match(named, { status: 200, html: /Allow Claude\?[^]*<strong>alice<\/strong>/ })
  t.strictSame(await server.app.storage!.authorizationServer.consents.ofUser('alice'), [])
  t.match((await browser.submit(named, 'consent', { decision: 'allow' })).url, /code=ncmcp_ac_/)
})

t.test('a page that named one person answers nothing once another is signed in', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server)
  const [browser, bob] = [personsBrowser(server), personsBrowser(server)]
  await openSession(browser, server)
  const page = await browser.open(attempt(server, client).url)
  await openSession(bob, server, 'bob')
  browser.cookies.set('mcp_session', bob.cookies.get('mcp_session') ?? '')
  for (const decision of ['allow', 'deny'])
    t.match(await browser.submit(page, 'consent', { decision }), { status: 400 })
  t.match((await browser.open(page.url)).html, /<strong>bob<\/strong>/, 'but it can be asked again')
})

t.test('allowed once, a client is not asked about again; with prompt=consent it is', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server)
  const browser = personsBrowser(server)
  await consentTo(server, attempt(server, client), { browser })
  const again = await browser.open(attempt(server, client).url)
  t.match(again.url, /^https:\/\/claude\.ai\/.*code=ncmcp_ac_/)
  const asked = await browser.open(attempt(server, client, { prompt: 'consent' }).url)
  t.match(asked.html, /Allow Claude\?/)
})

t.test('a program on the person’s machine is asked about each time, and allowed by that answer', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server, { redirect_uris: ['http://127.0.0.1:5123/cb'] })
  const browser = personsBrowser(server)
  t.match((await consentTo(server, attempt(server, client), { browser })).get('code'), /^ncmcp_ac_/)
  t.match((await browser.open(attempt(server, client).url)).html, /Allow Claude\?[^]*alice/)
})

t.test('a person who denies at Nextcloud sends the client away', async t => {
  const server = await startOAuthServer(t, { settings: { userConsent: true } })
  const { browser, begun, page } = await opened(server)
  const asked = await signIn(browser, server, await browser.submit(page, 'consent', { decision: 'allow' }))
  const left = await browser.submit(asked, '/consent/deny')
  const answer = Object.fromEntries(new URL(left.url).searchParams)
  t.match(answer, { error: 'access_denied', state: begun.state, iss: server.url })
  t.notMatch(left.url, /User/, 'without Nextcloud’s own words')
})

t.test('RT-13: a provider that is not there is told to the client, after "Allow"', async t => {
  const server = await startOAuthServer(t, {
    env: { OIDC_DISCOVERY_URL: 'http://127.0.0.1:9/x', OIDC_DISCOVERY_BACKOFF_BASE: '0' },
  })
  const { browser, begun, page } = await opened(server)
  t.match(page.html, /sign in at <strong>127\.0\.0\.1:9<\/strong>/, 'where another provider is')
  const left = new URL((await browser.submit(page, 'consent', { decision: 'allow' })).url)
  t.equal(left.host, 'claude.ai')
  const answer = Object.fromEntries(left.searchParams)
  t.match(answer, { error: 'temporarily_unavailable', state: begun.state, iss: server.url })
})

t.test('without the browser that brought the request there is no page and no answer', async t => {
  const server = await startOAuthServer(t)
  const { browser, page } = await opened(server)
  t.equal((await fetch(page.url, { headers: { 'sec-purpose': 'prefetch' } })).status, 503)
  t.equal((await fetch(page.url)).status, 400)
  t.equal((await fetch(`${page.url}&failure=denied`, { redirect: 'manual' })).status, 400)
  for (const fields of [{ decision: 'allow', csrf: 'x' }, { decision: 'maybe' }, {}])
    t.match(await browser.submit(page, 'consent', fields), { status: 400, html: /This cannot go on/ })
  const done = await browser.submit(page, 'consent', { decision: 'deny' })
  t.match(done.url, /error=access_denied/, 'and the right answer still counts')
  t.match(await browser.submit(page, 'consent', { decision: 'allow' }), { status: 400 }, 'once')
})
