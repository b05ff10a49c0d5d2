import t from 'tap'
import { createBrowser } from '../../../helpers/browser.js'
import { START, startLoginServer } from '../login-server.js'

t.test('GAP-1: another browser learns nothing, and cannot end it', async t => {
  const server = await startLoginServer(t)
  const waiting = await server.begin(createBrowser())
  const other = createBrowser()
  t.match(await other.open(waiting.url), { status: 400, html: /Please stay in one browser/ })
  const { search } = new URL(waiting.url)
  t.equal((await server.app.inject({ method: 'POST', url: `/oauth/login-flow-cancel${search}` })).statusCode, 400)
  await server.grant(waiting, 'alice')
  await server.rounds()
  const after = await other.open(waiting.url)
  t.match(after, { status: 400, html: /Please stay in one browser/ })
  t.notMatch(after.html, /alice/)
  t.ok(await server.stored('alice'), 'the credential is kept for the person who granted, and nobody else')
})

t.test('the same address again, and the back button, show the end and change nothing', async t => {
  const server = await startLoginServer(t)
  const browser = createBrowser()
  const waiting = await server.begin(browser)
  await server.grant(waiting, 'alice')
  await server.rounds()
  const row = await server.stored('alice')
  for (const round of [1, 2])
    t.match(await browser.open(waiting.url), { status: 200, html: /Access authorised/ }, `${round}`)
  t.match(await browser.submit(waiting, new URL(waiting.url).search), { status: 200, html: /Access authorised/ })
  t.strictSame(await server.stored('alice'), row)
})

t.test('an address that nobody was given is over', async t => {
  const { app } = await startLoginServer(t)
  for (const url of ['/oauth/login-flow-status', `/oauth/login-flow-status?flow=${'x'.repeat(43)}`]) {
    const json = await app.inject({ url, headers: { accept: 'application/json' } })
    t.match([json.statusCode, json.json()], [400, { status: 'not_found', error: 'invalid_request' }])
  }
})

t.test('pages cannot be framed, run nothing, and are not kept', async t => {
  const server = await startLoginServer(t)
  const { headers } = await server.begin(createBrowser())
  t.match(headers.get('content-security-policy'), /default-src 'none'.*frame-ancestors 'none'/)
  t.equal(headers.get('referrer-policy'), 'same-origin', 'no-referrer would make the form send Origin: null')
})

t.test('GAP-32: a form on another page cannot end a login', async t => {
  const { app, url } = await startLoginServer(t)
  const begun = await app.inject(START)
  const cookie = begun.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const target = String(begun.headers.location).replace('status', 'cancel')
  const post = (origin: string) => app.inject({ method: 'POST', url: `/oauth/${target}`, headers: { cookie, origin } })
  t.equal((await post('https://evil.example')).statusCode, 403)
  t.equal((await post(url)).statusCode, 400, 'denied')
})
