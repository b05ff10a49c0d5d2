import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createBrowser } from '../../helpers/browser.js'
import { START, startLoginServer } from './login-server.js'

t.test('GAP-19: start, grant at Nextcloud, done: an app password is stored, and the page says for whom', async t => {
  const path = join(t.testdir(), 'data', 'tokens.db')
  const server = await startLoginServer(t, { env: { TOKEN_STORAGE_DB: path } })
  const browser = createBrowser()
  const waiting = await server.begin(browser)
  t.match(waiting, { status: 200, html: /Allow access at Nextcloud/ })
  t.match(waiting.html, /<meta http-equiv="refresh" content="3"/, 'it looks again by itself')
  t.match(waiting.headers.get('cache-control'), 'no-store')
  await server.rounds(2)
  t.equal(server.polls(), 2)
  const carol = server.sandbox.users.find(({ uid, loginName }) => uid !== loginName)!
  await server.grant(waiting, carol.uid)
  await server.rounds()

  const done = await browser.open(waiting.url)
  t.match(done, { status: 200, html: new RegExp(`Access authorised[^]*<strong>${carol.uid}</strong>`) })
  const row = (await server.stored(carol.uid))!
  t.match(row, {
    origin: 'login_flow',
    loginName: carol.loginName === carol.uid ? null : carol.loginName,
    scopes: null,
  })
  const credential = await server.app.oauth!.broker.credentialFor(carol.uid)
  t.match(credential, { kind: 'basic', loginName: carol.loginName })

  const bytes = [path, `${path}-wal`].map(file => readFileSync(file, 'latin1')).join('')
  t.match(bytes, /login_flow\.success/, 'the rows are there')
  const secrets = [row.password, server.linkOf(waiting).split('/').at(-1)!, ...browser.cookies.values()]
  for (const secret of [...secrets, new URL(waiting.url).searchParams.get('flow')!]) t.notOk(bytes.includes(secret))
})

t.test('return_to leads back to Nextcloud’s page, with the caller’s state', async t => {
  const server = await startLoginServer(t)
  const browser = createBrowser()
  const target = `${server.sandbox.url}/settings/admin/astrolabe`
  const waiting = await server.begin(
    browser,
    `${server.url}${START}?state=corr.1&return_to=${encodeURIComponent(target)}`,
  )
  await server.grant(waiting, 'alice')
  await server.rounds()
  await browser.open(waiting.url)
  t.ok(browser.visited.includes(`${target}?state=corr.1`))
})

t.test('a person who says no is told so, and Nextcloud is not asked any more', async t => {
  const server = await startLoginServer(t)
  const browser = createBrowser()
  const waiting = await server.begin(browser)
  const done = await browser.submit(waiting, 'login-flow-cancel?flow=' + new URL(waiting.url).searchParams.get('flow'))
  t.match(done, { status: 400, html: /Access was not authorised[^]*access_denied/ })
  await server.grant(waiting, 'alice')
  await server.rounds(2)
  t.equal(server.polls(), 0)
  t.equal(await server.stored('alice'), undefined)
})

t.test('nobody granted within twenty minutes: it is over, and says what to do', async t => {
  const server = await startLoginServer(t)
  const browser = createBrowser()
  const waiting = await server.begin(browser)
  server.ports.advance(19 * 60_000)
  await server.rounds(31)
  t.match(await browser.open(waiting.url), { status: 400, html: /This login is over[^]*Start again/ })
  const before = server.polls()
  await server.rounds(2)
  t.equal(server.polls(), before, 'nobody asks any more')
})

t.test('Nextcloud down while we poll: it is asked again later, and the credential arrives', async t => {
  const server = await startLoginServer(t)
  const browser = createBrowser()
  const waiting = await server.begin(browser)
  server.sandbox.failNext({ path: /login\/v2\/poll/, status: 503, count: 2 })
  await server.rounds(3)
  t.match(await browser.open(waiting.url), { status: 200, html: /Allow access at Nextcloud/ })
  await server.grant(waiting, 'alice')
  server.sandbox.failNext({ path: /cloud\/user/, status: 503 })
  await server.rounds(10)
  t.match(
    await browser.open(waiting.url),
    { status: 200, html: /Access authorised/ },
    'also after the check had failed',
  )
})

t.test('Nextcloud down at the start: a page says so, and a ticket is not used up', async t => {
  const server = await startLoginServer(t)
  const { createTicket } = await import('../../../src/auth/provisioning/create-ticket.js')
  const ports = server.ports
  const { url } = await createTicket({ storage: server.app.storage!, ports, publicUrl: server.url }, 'alice')
  const link = url.replace('authorize-nextcloud', 'login-flow')
  server.sandbox.failNext({ path: /login\/v2$/, status: 503 })
  t.match(await createBrowser().open(link), { status: 502, html: /Please try again in a moment/ })
  t.match(await server.begin(createBrowser(), link), { status: 200, html: /Allow access at Nextcloud/ })
})

t.test('programs get JSON, from the start to the end', async t => {
  const server = await startLoginServer(t)
  const browser = createBrowser()
  const asJson = { accept: 'application/json' }
  const begun = await browser.open(`${server.url}${START}?state=s1`, asJson)
  t.equal(begun.status, 201)
  const { status, login_url, status_url } = JSON.parse(begun.html)
  t.equal(status, 'pending')
  const look = async () => JSON.parse((await browser.open(status_url, asJson)).html)
  t.match(await look(), { status: 'pending', login_url, state: 's1' })
  await server.grant({ ...begun, html: `href="${login_url}"` }, 'bob')
  server.ports.advance(2_000)
  for (let turn = 0; turn < 400 && (await look()).status === 'pending'; turn += 1) server.ports.advance(100)
  t.match(await look(), { status: 'completed', username: 'bob', state: 's1' })
})
