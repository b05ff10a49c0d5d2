import t from 'tap'
import { startOAuthServer } from '../../../helpers/oauth-server.js'
import { attempt, consentTo, newClient, personsBrowser, signIn } from '../../../helpers/scripted-client.js'

t.test('the page may not be framed, runs nothing, and lets its form say where it comes from', async t => {
  const server = await startOAuthServer(t)
  const browser = personsBrowser(server)
  const page = await signIn(browser, server, await browser.open(attempt(server, await newClient(server)).url))
  t.match(page.headers.get('content-security-policy'), /frame-ancestors 'none'/)
  t.equal(page.headers.get('referrer-policy'), 'same-origin')
  t.equal(page.headers.get('cache-control'), 'no-store')
  t.ok(browser.cookies.has('mcp_session'))
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

t.test('a person who denies at Nextcloud sends the client away', async t => {
  const server = await startOAuthServer(t, { settings: { userConsent: true } })
  const browser = personsBrowser(server)
  const begun = attempt(server, await newClient(server))
  const page = await signIn(browser, server, await browser.open(begun.url))
  const left = await browser.submit(page, '/consent/deny')
  const answer = Object.fromEntries(new URL(left.url).searchParams)
  t.match(answer, { error: 'access_denied', state: begun.state, iss: server.url })
  t.notMatch(left.url, /User/, 'without Nextcloud’s own words')
})

t.test('without the browser that brought the request there is no page and no answer', async t => {
  const server = await startOAuthServer(t)
  const browser = personsBrowser(server)
  const page = await signIn(browser, server, await browser.open(attempt(server, await newClient(server)).url))
  const stranger = await fetch(page.url)
  t.equal(stranger.status, 400)
  const failing = await fetch(`${page.url}&failure=denied`, { redirect: 'manual' })
  t.equal(failing.status, 400)
  for (const fields of [{ decision: 'allow', csrf: 'x' }, { decision: 'maybe' }, {}])
    t.match(await browser.submit(page, 'consent', fields), { status: 400, html: /This cannot go on/ })
  const done = await browser.submit(page, 'consent', { decision: 'allow' })
  t.match(done.url, /code=/, 'and the right answer still counts')
  t.match(await browser.submit(page, 'consent', { decision: 'allow' }), { status: 400 }, 'once')
})
