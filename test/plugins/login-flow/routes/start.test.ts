import t from 'tap'
import { createBrowser } from '../../../helpers/browser.js'
import { startHybridServer } from '../../../helpers/hybrid-server.js'
import { START, startLoginServer } from '../login-server.js'

t.test('HYB-9: a link of an assistant leads to the login flow, works for its person only, and once', async t => {
  const server = await startLoginServer(t)
  const { accessPort } = await import('../../../../plugins/mcp/access-port.js')
  const { url } = await accessPort(server.app, 'alice')!.createAuthorizeLink()
  t.match(url, /\/oauth\/login-flow\?ticket=[\w-]{43}$/)
  const browser = createBrowser()
  const waiting = await server.begin(browser, url)
  await server.grant(waiting, 'bob')
  await server.rounds()
  t.match(await browser.open(waiting.url), { status: 403, html: /This link belongs to somebody else/ })
  for (const uid of ['alice', 'bob']) t.equal(await server.stored(uid), undefined)
  t.match(await createBrowser().open(url), { status: 400, html: /used already or has expired/ })
})

t.test('a browser that guesses the next click uses nothing up', async t => {
  const { app } = await startLoginServer(t)
  const guess = await app.inject({ url: START, headers: { 'sec-purpose': 'prefetch' } })
  t.equal(guess.statusCode, 503)
  t.equal(await app.storage!.loginFlows.countOpen(), 0)
  t.equal((await app.inject({ method: 'HEAD', url: START })).statusCode, 405)
})

t.test('the way of OAuth leads here where there is no identity provider, query and all', async t => {
  const { app } = await startLoginServer(t)
  const response = await app.inject('/oauth/authorize-nextcloud?state=s1')
  t.match([response.statusCode, response.headers.location], [302, 'login-flow?state=s1'])
})

t.test('where there is one, this way leads to OAuth, unless it is switched on', async t => {
  const { app } = await startHybridServer(t)
  const response = await app.inject(`${START}?state=s1`)
  t.match([response.statusCode, response.headers.location], [302, 'authorize-nextcloud?state=s1'])
  const both = await startHybridServer(t, { env: { ENABLE_LOGIN_FLOW: 'true' } })
  t.match((await both.app.inject(START)).headers.location, /^login-flow-status\?flow=/)
  t.match((await both.app.inject('/oauth/authorize-nextcloud')).headers.location, /apps\/oidc\/authorize/)
})

t.test('the twenty-first start of a minute waits', async t => {
  const { app } = await startLoginServer(t)
  for (let count = 0; count < 20; count += 1) t.equal((await app.inject(START)).statusCode, 303)
  const refused = await app.inject(START)
  t.equal(refused.statusCode, 429)
  t.ok(Number(refused.headers['retry-after']) > 0)
})

t.test('one network cannot take every login there is room for', async t => {
  const { app, ports } = await startLoginServer(t)
  const start = (remoteAddress: string) => app.inject({ url: START, remoteAddress })
  for (let minute = 0; minute < 5; minute += 1) {
    for (let count = 0; count < 20; count += 1) t.equal((await start('192.0.2.1')).statusCode, 303)
    ports.advance(60_000)
  }
  t.match(await start('192.0.2.1'), { statusCode: 429, headers: { 'retry-after': '900' } })
  t.equal((await start('192.0.2.2')).statusCode, 303)
})
