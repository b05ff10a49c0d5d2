import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { systemPorts } from '../../src/lib/ports.js'
import { startHybridServer, type HybridServer } from '../helpers/hybrid-server.js'
import { attempt, exchange, newClient, refresh } from '../helpers/scripted-client.js'
import { startServer } from '../helpers/start-server.js'
import { openBrowser } from './open-browser.js'

/** To Astrolabe's settings as the administrator, by the login form. */
async function openSettings(page: Page, server: HybridServer): Promise<void> {
  const admin = server.sandbox.users.find(user => user.admin)!
  await page.goto(`${server.sandbox.url}/settings/admin/astrolabe`)
  await page.fill('input[type=password]', admin.password)
  await page.fill('input[name=user]', admin.loginName)
  await page.click('button[type=submit]')
  await page.waitForURL('**/settings/admin/astrolabe')
}

const grantOf = async ({ app }: HybridServer) => {
  const { provider } = await app.oauth!.oidc.session()
  return app.storage!.grants.find(provider.issuer, 'admin')
}
const start = async (test: Test, ports = systemPorts) => {
  const server = await startHybridServer(test, { settings: { userConsent: true }, ports })
  server.sandbox.settings.mcpServerUrl = server.url
  return server
}

t.test('Authorize: settings, consent, back to the settings, and a grant is stored', async t => {
  const server = await start(t)
  const page = await (await openBrowser(t)).newPage()
  await openSettings(page, server)
  await page.click('text=Authorize')
  await page.waitForURL('**/apps/oidc/consent')
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL('**/settings/admin/astrolabe**')
  t.match(await grantOf(server), { status: 'active', userId: 'admin' })
})

t.test('Authorize without a page to return to ends on a page that says so, without a script error', async t => {
  const server = await start(t)
  const page = await (await openBrowser(t)).newPage()
  const problems: string[] = []
  page.on('console', message => message.type() === 'error' && problems.push(message.text()))
  await openSettings(page, server)
  await page.goto(`${server.url}/oauth/authorize-nextcloud`)
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL('**/oauth/callback**')
  t.match(await page.title(), /authorised|authorized|allowed|granted|connected/i)
  const font = await page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth")
  t.not(font, 'none', 'the stylesheet is applied under the Content-Security-Policy')
  t.strictSame(problems, [])
})

t.test('consent denied: a page in plain words, and nothing is stored', async t => {
  const server = await start(t)
  const page = await (await openBrowser(t)).newPage()
  await openSettings(page, server)
  await page.click('text=Authorize')
  await page.getByRole('button', { name: /Deny/ }).click()
  await page.waitForURL('**/oauth/callback**')
  t.match(await page.textContent('body'), /access_denied/)
  t.match(await page.textContent('h1'), /not (authorised|authorized|allowed)/i)
  t.equal(await grantOf(server), undefined)
})

t.test('an expired flow: eleven minutes on the consent page, then a page that says to start again', async t => {
  let offset = 0
  const server = await start(t, { ...systemPorts, now: () => Date.now() + offset })
  const page = await (await openBrowser(t)).newPage()
  await openSettings(page, server)
  await page.goto(`${server.url}/oauth/authorize-nextcloud`)
  await page.waitForURL('**/apps/oidc/consent')
  offset = 11 * 60_000
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL('**/oauth/callback**')
  t.match(await page.textContent('body'), /expired/i)
  t.equal(await grantOf(server), undefined)
  await page.click('text=Start again')
  await page.waitForURL(/consent|callback/)
})

t.test('the back button after success changes nothing', async t => {
  const server = await start(t)
  const page = await (await openBrowser(t)).newPage()
  await openSettings(page, server)
  await page.goto(`${server.url}/oauth/authorize-nextcloud`)
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL('**/oauth/callback**')
  const before = await grantOf(server)
  await page.reload()
  t.match(await page.textContent('body'), /invalid_request/)
  t.strictSame(await grantOf(server), before)
})

t.test('the webhooks panel switches a preset on, and an edited note arrives', async t => {
  const server = await start(t)
  await server.provision('admin')
  const page = await (await openBrowser(t)).newPage()
  await openSettings(page, server)
  await page.locator('form', { hasText: 'Enable' }).first().getByRole('button', { name: 'Enable' }).click()
  await page.waitForSelector('text=Disable')
  t.equal((await server.app.storage!.webhooks.all()).length, 3)
  const note = await fetch(`${server.sandbox.url}/index.php/apps/notes/api/v1/notes`, {
    method: 'POST',
    headers: { ...server.basic('alice'), 'ocs-apirequest': 'true', 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Seen', content: 'x' }),
  })
  t.equal(note.status, 200)
  await server.sandbox.runJobs()
  t.equal(await server.app.storage!.events.count(), 1)
})

t.test('an MCP client connects: our page, sign-in, back to the client, and the person ends it', async t => {
  const server = await startHybridServer(t, { env: { MCP_OAUTH: 'true' } })
  const client = await startServer(t, (request, response) => {
    // As clients do: on to a page of their own, at another origin, which a form policy of ours must not hinder.
    const [path, query] = request.url.split('?', 2)
    if (path === '/callback') return void response.writeHead(302, { location: `${client.url}/done` }).end(query)
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Connected</title>')
  })
  const redirectUri = `${client.url.replace('127.0.0.1', 'localhost')}/callback`
  const own = await newClient(server, { client_name: 'Browser client', redirect_uris: [redirectUri] })
  const person = server.sandbox.users.find(user => user.uid === 'alice')!
  const page = await (await openBrowser(t)).newPage()
  const problems: string[] = []
  page.on('console', message => message.type() === 'error' && problems.push(message.text()))
  const begun = attempt(server, own)
  await page.goto(begun.url)
  await page.waitForURL('**/oauth/consent**')
  t.match(await page.textContent('body'), /Browser client[^]*your Nextcloud account[^]*localhost[^]*sign in at/)
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(`${server.sandbox.url}/**`)
  await page.fill('input[type=password]', person.password)
  await page.fill('input[name=user]', person.loginName)
  await page.click('button[type=submit]')
  await page.waitForURL('**/done')
  const arrived = client.received.find(({ url }) => url.startsWith('/callback'))
  const answer = new URL(arrived?.url ?? '/', client.url).searchParams
  const tokens = await exchange(server, own, answer.get('code'), begun.verifier)
  t.equal(tokens.status, 200)

  await page.goto(attempt(server, own).url)
  t.match(await page.textContent('body'), /the Nextcloud account alice/, 'who is signed in is named')
  await page.getByRole('button', { name: 'Deny' }).click()
  await page.waitForURL('**/done')
  t.match(client.received.findLast(({ url }) => url.startsWith('/callback'))?.url, /error=access_denied/)
  t.strictSame(problems, [], 'no policy of ours stood in the way')

  await page.goto(`${server.url}/oauth/clients`)
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await page.waitForSelector('text=There are none.')
  t.equal((await refresh(server, own, tokens.body.refresh_token)).status, 400)
})
