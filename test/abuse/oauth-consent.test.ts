import t from 'tap'
import type { Browser } from '../helpers/browser.js'
import { OAUTH } from '../helpers/oauth-server.js'
import { attempt, consentTo, newClient, openSession, personsBrowser, signIn } from '../helpers/scripted-client.js'
import { startVictim, type Victim } from './victim.js'

const start = (test: Parameters<typeof startVictim>[0]) => startVictim(test, { env: OAUTH })
const codesOf = (victim: Victim) => victim.lines.filter(line => line.includes('client.allowed')).length

/** A browser that is signed in at Nextcloud, as people's are, and knows nothing of this server. */
async function atNextcloud(victim: Victim, uid: string): Promise<Browser> {
  const browser = personsBrowser(victim)
  await signIn(browser, victim, await browser.open(`${victim.sandbox.url}/login`), uid)
  return browser
}

/** "Allow" in a browser that is signed in nowhere. @returns Nextcloud's address, to which that leads. */
async function allowed(browser: Browser, url: string): Promise<string> {
  await browser.submit(await browser.open(url), 'consent', { decision: 'allow' })
  return browser.visited.find(one => one.includes('/apps/oidc/authorize')) ?? ''
}

t.test('GAP-10: a link alone goes nowhere near Nextcloud, starts no sign-in and stores no grant', async t => {
  const victim = await start(t)
  const person = await atNextcloud(victim, 'alice')
  const evil = await newClient(victim, { redirect_uris: ['https://evil.example/cb'] })
  victim.wire.sent.splice(0)
  person.visited.splice(0)
  const page = await person.open(attempt(victim, evil).url)
  t.match(page, { status: 200, html: /evil\.example<\/strong> gets the access[^]*sign in at/ })
  for (const url of person.visited) t.ok(url.startsWith(victim.url), url)
  t.strictSame(victim.wire.outbound(), [])
  t.equal(await victim.app.storage!.flows.count(), 0)
  t.equal(await victim.grantOf('alice'), undefined)
  t.equal(codesOf(victim), 0)
})

t.test('GAP-1, GAP-10: what was allowed in one browser cannot be finished by the sign-in of another', async t => {
  const victim = await start(t)
  const client = await newClient(victim)
  const [attacker, person] = [personsBrowser(victim), await atNextcloud(victim, 'alice')]
  const lure = await allowed(attacker, attempt(victim, client).url)
  t.match(lure, /state=/)
  const shown = await person.open(lure)
  t.match(shown, { status: 400, html: /another browser/ })
  t.ok(shown.url.startsWith(`${victim.url}/oauth/callback`))
  t.equal(await victim.grantOf('alice'), undefined)
  t.equal(codesOf(victim), 0)
})

t.test('GAP-1: nor with the address to which a sign-in returns, nor by anybody who signs in otherwise', async t => {
  const victim = await start(t)
  const client = await newClient(victim)
  const [attacker, person] = [personsBrowser(victim), personsBrowser(victim)]
  await consentTo(victim, attempt(victim, client), { browser: attacker, uid: 'bob' })
  const returned = attacker.visited.find(url => url.includes('&approval=')) ?? ''
  t.match(returned, /request=[\w-]{43}&approval=[\w-]{43}$/)
  await openSession(person, victim)
  t.equal((await person.open(returned)).status, 400)

  const shared = personsBrowser(victim)
  await allowed(shared, attempt(victim, client).url)
  await openSession(shared, victim)
  const page = await shared.open(shared.visited.find(url => url.includes('/oauth/consent?')) ?? '')
  t.match(page.html, /<strong>alice<\/strong>/, 'asked anew: that sign-in was for something else')
  t.equal(codesOf(victim), 1, 'the attacker’s own')
})

t.test('GAP-10: the approval of one request finishes no other in the same browser', async t => {
  const victim = await start(t)
  const [good, evil] = [
    await newClient(victim),
    await newClient(victim, { redirect_uris: ['https://evil.example/cb'] }),
  ]
  const browser = personsBrowser(victim)
  const waiting = await browser.open(attempt(victim, evil).url)
  await consentTo(victim, attempt(victim, good), { browser })
  const approval = /&approval=([\w-]+)/.exec(browser.visited.find(url => url.includes('&approval=')) ?? '')?.[1] ?? ''
  t.match(approval, /^[\w-]{43}$/)
  const page = await browser.open(`${waiting.url}&approval=${approval}`)
  t.match(page, { status: 200, html: /evil\.example<\/strong> gets the access/ })
  t.equal(codesOf(victim), 1)
})

t.test('an answer from a foreign page, without its token, or with the token of another page is none', async t => {
  const victim = await start(t)
  const browser = personsBrowser(victim)
  const [one, other] = [
    await browser.open(attempt(victim, await newClient(victim)).url),
    await browser.open(attempt(victim, await newClient(victim)).url),
  ]
  const field = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${victim.url}/oauth/consent`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, ...headers },
      body: new URLSearchParams({ request: field(one.html, 'request'), decision: 'allow', ...fields }),
    })
  const csrf = field(one.html, 'csrf')
  victim.wire.sent.splice(0)
  t.equal((await send({ csrf: '' })).status, 400)
  t.equal((await send({ csrf: field(other.html, 'csrf') })).status, 400)
  t.equal((await send({ csrf }, { cookie: '' })).status, 400)
  for (const origin of ['https://evil.example', 'null']) t.equal((await send({ csrf }, { origin })).status, 403)
  t.equal(await victim.app.storage!.flows.count(), 0)
  t.strictSame(victim.wire.outbound(), [])
  t.match(await (await send({ csrf })).text(), /On to the sign-in/)
})

t.test('GAP-2: a thousand open questions are the end, and each address may bring twenty a minute', async t => {
  const victim = await startVictim(t, { env: { ...OAUTH, FORWARDED_ALLOW_IPS: '127.0.0.1' } })
  const { url } = attempt(victim, await newClient(victim))
  const from = (ip: string) => fetch(url, { redirect: 'manual', headers: { 'x-forwarded-for': ip } })
  for (let count = 0; count < 1_000; count += 1) await from(`198.51.${count % 50}.${Math.floor(count / 50)}`)
  t.equal(await victim.app.storage!.authorizationServer.requests.count(), 1_000)
  t.match((await from('203.0.113.1')).headers.get('location'), /error=temporarily_unavailable/)
  victim.later(601_000)
  t.match((await from('203.0.113.1')).headers.get('location'), /\/oauth\/consent\?/)
})
