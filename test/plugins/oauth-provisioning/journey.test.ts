import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createBrowser, type Browser, type Shown } from '../../helpers/browser.js'
import { startHybridServer, type HybridServer } from '../../helpers/hybrid-server.js'

const START = '/oauth/authorize-nextcloud'

async function logIn(browser: Browser, { sandbox }: HybridServer, page: Shown, uid = 'admin'): Promise<Shown> {
  const user = sandbox.users.find(one => one.uid === uid)!
  return browser.submit(page, '/login', { user: user.loginName, password: user.password })
}

t.test('start, login, consent, callback: a grant is stored, and the page says for whom', async t => {
  const path = join(t.testdir(), 'data', 'tokens.db')
  const server = await startHybridServer(t, { settings: { userConsent: true }, env: { TOKEN_STORAGE_DB: path } })
  const { app, sandbox, url } = server
  const browser = createBrowser()
  const login = await browser.open(`${url}${START}`)
  t.match(login.html, /Log in to Nextcloud/)
  const consent = await logIn(browser, server, login)
  t.match(consent.html, /Nextcloud MCP Server/)
  const done = await browser.submit(consent, '/consent/grant')
  t.match(done, { status: 200, html: /Access authorised[^]*<strong>admin<\/strong>/ })

  const { provider, client } = await app.oauth!.oidc.session()
  const row = await app.storage!.grants.find(provider.issuer, 'admin')
  t.match(row, { status: 'active', clientId: client.id, scopes: ['openid', 'profile', 'offline_access'] })
  t.notOk(
    [...browser.cookies.keys()].some(name => name.startsWith('mcp_prov_')),
    'the binding cookie is cleared',
  )
  const callback = browser.visited.at(-1) ?? ''
  t.ok(callback.startsWith(`${url}/oauth/callback?`))

  const bytes = [path, `${path}-wal`].map(file => readFileSync(file, 'latin1')).join('')
  for (const secret of new URL(callback).searchParams.values())
    t.notOk(bytes.includes(secret), 'neither state nor code is in the file')
  const token = await app.oauth!.broker.getAccessToken('admin')
  t.notOk(bytes.includes(token.token.reveal()))
  const who = await fetch(`${sandbox.url}/ocs/v2.php/cloud/user?format=json`, {
    headers: { authorization: `Bearer ${token.token.reveal()}`, 'ocs-apirequest': 'true' },
  })
  t.match(await who.json(), { ocs: { data: { id: 'admin' } } }, 'and the grant works')
})

t.test('where Nextcloud asks nobody, the way is shorter and the end is the same', async t => {
  const server = await startHybridServer(t)
  const browser = createBrowser()
  const done = await logIn(browser, server, await browser.open(`${server.url}${START}`), 'bob')
  t.match(done.html, /Access authorised[^]*bob/)
})

t.test('a person who denies is told so, and nothing is stored', async t => {
  const server = await startHybridServer(t, { settings: { userConsent: true } })
  const browser = createBrowser()
  const consent = await logIn(browser, server, await browser.open(`${server.url}${START}`), 'alice')
  const done = await browser.submit(consent, '/consent/deny')
  t.match(done, { status: 400, html: /Access was not authorised[^]*access_denied/ })
  t.notMatch(done.html, /User denied consent/, 'Nextcloud’s own words stay out')
  const { provider } = await server.app.oauth!.oidc.session()
  t.equal(await server.app.storage!.grants.find(provider.issuer, 'alice'), undefined)
})

t.test('a consent without offline access is no success', async t => {
  const server = await startHybridServer(t, { settings: { userConsent: true } })
  const browser = createBrowser()
  const consent = await logIn(browser, server, await browser.open(`${server.url}${START}`), 'alice')
  const partly = {
    ...consent,
    html: consent.html.replace(/<input type="checkbox"[^>]*value="offline_access"[^>]*>/, ''),
  }
  // Nextcloud asks again after a partial consent; the second answer is taken from the same page.
  let done = await browser.submit(partly, '/consent/grant')
  if (/consent\/grant/.test(done.html)) done = await browser.submit(done, '/consent/grant')
  t.match(done, { status: 400, html: /offline_access_not_granted/ })
})

t.test('the back button, and the same address again, change nothing', async t => {
  const server = await startHybridServer(t)
  const browser = createBrowser()
  await logIn(browser, server, await browser.open(`${server.url}${START}`))
  const { provider } = await server.app.oauth!.oidc.session()
  const before = await server.app.storage!.grants.find(provider.issuer, 'admin')
  server.sandbox.clearCalls()
  const again = await browser.open(browser.visited.at(-1) ?? '')
  t.match(again, { status: 400, html: /This authorization is over/ })
  t.equal(server.sandbox.calls.length, 0)
  t.strictSame(await server.app.storage!.grants.find(provider.issuer, 'admin'), before)
})

t.test('GAP-1: started in one browser, finished in another: refused', async t => {
  const server = await startHybridServer(t)
  const victim = createBrowser()
  const attacker = createBrowser()
  const login = await attacker.open(`${server.url}${START}`)
  for (const [name, value] of attacker.cookies) if (!name.startsWith('mcp_')) victim.cookies.set(name, value)
  const done = await logIn(victim, server, login)
  t.match(done, { status: 400, html: /Please stay in one browser/ })
  const { provider } = await server.app.oauth!.oidc.session()
  t.equal(await server.app.storage!.grants.find(provider.issuer, 'admin'), undefined)
})

t.test('return_to leads back to Nextcloud’s page, with the caller’s state', async t => {
  const server = await startHybridServer(t)
  const browser = createBrowser()
  const target = `${server.sandbox.url}/settings/admin/astrolabe`
  const login = await browser.open(`${server.url}${START}?state=corr.1&return_to=${encodeURIComponent(target)}`)
  await logIn(browser, server, login)
  t.equal(browser.visited.at(-1), `${target}?state=corr.1`)
})

t.test('a ticket link leads to a grant of its person, once', async t => {
  const server = await startHybridServer(t)
  const { createTicket } = await import('../../../src/auth/provisioning/create-ticket.js')
  const { url } = await createTicket(
    { storage: server.app.storage!, ports: server.app.ports, publicUrl: server.url },
    'alice',
  )
  const wrong = createBrowser()
  t.match(await logIn(wrong, server, await wrong.open(url), 'bob'), { status: 403, html: /another account/ })
  t.match(await createBrowser().open(url), { status: 400, html: /used already or has expired/ })
})
