import t from 'tap'
import { createBrowser } from '../helpers/browser.js'
import { logIn, START, startFlow, startVictim, walkToCallback } from './victim.js'
import { jsonAnswer, jsonOf } from './wire.js'

t.test('GAP-1: a state that the attacker chose is never the one Nextcloud is sent', async t => {
  const victim = await startVictim(t)
  const { location, state } = await startFlow(victim, '?state=attacker-chose-this')
  t.notMatch(location, /attacker-chose-this/)
  t.match(state, /^[\w-]{43}$/)
  t.match(await victim.app.inject(`/oauth/callback?state=attacker-chose-this&code=x`), { statusCode: 400 })
})

t.test('GAP-1: login CSRF: a callback of the attacker, loaded in the victim’s browser, stores nothing', async t => {
  const victim = await startVictim(t)
  const attacker = await startFlow(victim)
  const callback = await walkToCallback(victim, attacker.location, 'bob')
  t.match(callback, /^\/oauth\/callback\?.*code=/)
  const own = await startFlow(victim)
  victim.wire.sent.splice(0)
  const response = await victim.app.inject({ url: callback, headers: { cookie: own.cookie } })
  t.match(response, { statusCode: 400 })
  t.strictSame(victim.wire.outbound(), [], 'the code was not redeemed')
  const again = await victim.app.inject({ url: callback, headers: { cookie: attacker.cookie } })
  t.equal(again.statusCode, 400, 'nor can the attacker finish it now')
  for (const uid of ['bob', 'alice', 'admin']) t.equal(await victim.grantOf(uid), undefined)
})

t.test('GAP-1: started in browser A, finished in B: refused, no row', async t => {
  const victim = await startVictim(t)
  const [a, b] = [createBrowser(), createBrowser()]
  const login = await a.open(`${victim.url}${START}`)
  for (const [name, value] of a.cookies) if (!name.startsWith('mcp_')) b.cookies.set(name, value)
  t.match(await logIn(b, victim, login, 'alice'), { status: 400, html: /Please stay in one browser/ })
  t.equal(await victim.grantOf('alice'), undefined)
})

t.test('GAP-2: the 21st start in a minute is 429; a crowd of addresses leaves at most 1000 rows', async t => {
  const victim = await startVictim(t)
  const from = (ip: string) => startFlow(victim, '?state=same', { 'x-forwarded-for': ip })
  const statuses = []
  for (let count = 0; count < 30; count += 1) statuses.push((await from('192.0.2.7')).status)
  t.strictSame([statuses.filter(one => one === 302).length, statuses.filter(one => one === 429).length], [20, 10])
  for (let count = 0; count < 1040; count += 1) await from(`198.51.${count >> 8}.${count & 255}`)
  t.ok((await victim.app.storage!.flows.count()) <= 1000)
  t.equal((await from('203.0.113.9')).status, 429)
  victim.later(11 * 60_000)
  t.equal((await from('203.0.113.9')).status, 302, 'and it passes by itself')
})

t.test('GAP-3: a callback with a made-up state is 400 and causes no request at all', async t => {
  const victim = await startVictim(t)
  const { cookie } = await startFlow(victim)
  victim.wire.sent.splice(0)
  const made = Buffer.alloc(32, 7).toString('base64url')
  for (const query of [`state=${made}&code=stolen`, 'code=stolen', 'state=&code=stolen', `state=${made}`, '']) {
    const response = await victim.app.inject({ url: `/oauth/callback?${query}`, headers: { cookie } })
    t.equal(response.statusCode, 400, query)
  }
  t.strictSame(victim.wire.outbound(), [])
})

t.test('GAP-3: a code of somebody else’s flow, put into one’s own, fails at PKCE and stores nothing', async t => {
  const victim = await startVictim(t)
  const theirs = await startFlow(victim)
  const stolen = new URL(await walkToCallback(victim, theirs.location, 'alice'), victim.url).searchParams.get('code')
  const own = await startFlow(victim)
  const url = `/oauth/callback?state=${own.state}&code=${stolen}`
  const response = await victim.app.inject({ url, headers: { cookie: own.cookie } })
  t.equal(response.statusCode, 400)
  t.equal(await victim.grantOf('alice'), undefined)
})

t.test('GAP-5: an answer without a refresh token is a failure page, and no row', async t => {
  const victim = await startVictim(t)
  victim.wire.rewrite = (request, response) => {
    if (!request.url.endsWith('/oidc/token')) return response
    const { refresh_token: _taken, ...rest } = jsonOf(response)
    return jsonAnswer(rest)
  }
  const browser = createBrowser()
  const done = await logIn(browser, victim, await browser.open(`${victim.url}${START}`), 'alice')
  t.match(done, { status: 400, html: /offline_access_not_granted/ })
  t.equal(await victim.grantOf('alice'), undefined)
})

t.test('GAP-6: an answer that names another issuer is refused before the code is used', async t => {
  const victim = await startVictim(t)
  const flow = await startFlow(victim)
  const callback = await walkToCallback(victim, flow.location, 'alice')
  victim.wire.sent.splice(0)
  const url = `${callback}&iss=${encodeURIComponent('https://evil.example')}`
  t.equal((await victim.app.inject({ url, headers: { cookie: flow.cookie } })).statusCode, 400)
  t.strictSame(victim.wire.outbound(), [])
  t.equal(await victim.grantOf('alice'), undefined)
})

t.test('a callback that came once does not work twice, nor twice at the same time', async t => {
  const victim = await startVictim(t)
  const flow = await startFlow(victim)
  const url = await walkToCallback(victim, flow.location, 'alice')
  const both = await Promise.all([1, 2, 3].map(() => victim.app.inject({ url, headers: { cookie: flow.cookie } })))
  t.strictSame(both.map(({ statusCode }) => statusCode).toSorted(), [200, 400, 400])
  t.match(await victim.grantOf('alice'), { version: 1, status: 'active' })
})

t.test('a parameter that comes twice is refused, whichever it is', async t => {
  const victim = await startVictim(t)
  for (const query of ['?state=a&state=b', '?return_to=/a&return_to=https://evil.example/', '?ticket=a&ticket=b'])
    t.equal((await startFlow(victim, query)).status, 400, query)
  const { state, cookie } = await startFlow(victim)
  const url = `/oauth/callback?state=${state}&state=${state}&code=x`
  t.equal((await victim.app.inject({ url, headers: { cookie } })).statusCode, 400)
})
