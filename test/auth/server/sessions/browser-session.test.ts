import t from 'tap'
import {
  csrfToken,
  endSession,
  fitsCsrf,
  openSession,
  readSession,
  sessionCookieName,
} from '../../../../src/auth/server/sessions/browser-session.js'
import { serverSetup } from '../../../helpers/server-setup.js'

const MINUTE = 60_000

async function signedIn(t: Parameters<typeof serverSetup>[0], cookies = {}) {
  const setup = await serverSetup(t)
  await setup.giveAccess()
  const cookie = await openSession(setup.deps, 'alice', cookies)
  return { ...setup, cookie, jar: { [cookie.name]: cookie.value } }
}

t.test('RT-41: the cookie is 256 bits of chance, and only its hash is stored', async t => {
  const { deps, cookie, jar, server } = await signedIn(t)
  t.equal(cookie.name, '__Host-mcp_session')
  t.match(cookie.value, /^[\w-]{43}$/)
  t.match(await readSession(deps, jar), { userId: 'alice' })
  t.equal(await server.sessions.find(cookie.value), undefined)
  t.equal(
    sessionCookieName((await serverSetup(t, { NEXTCLOUD_MCP_SERVER_URL: 'http://127.0.0.1:8000' })).deps),
    'mcp_session',
  )
})

t.test('GAP-30: the name of a person, or anything made up, is no session', async t => {
  const { deps, cookie } = await signedIn(t)
  for (const value of ['alice', 'admin', '', 'x'.repeat(43), `${cookie.value}x`])
    t.equal(await readSession(deps, { [cookie.name]: value }), undefined, value)
  t.equal(await readSession(deps, {}), undefined)
})

t.test('it ends after half an hour without a request, and after twelve hours in any case', async t => {
  const { deps, jar, ports } = await signedIn(t)
  for (let minutes = 0; minutes < 12 * 60 - 29; minutes += 29) {
    t.ok(await readSession(deps, jar), `${minutes} minutes`)
    ports.advance(29 * MINUTE)
  }
  ports.advance(29 * MINUTE)
  t.equal(await readSession(deps, jar), undefined, 'twelve hours')
  const idle = await signedIn(t)
  idle.ports.advance(30 * MINUTE)
  t.equal(await readSession(idle.deps, idle.jar), undefined, 'half an hour')
})

t.test('a new sign-in ends the session before; signing out ends it; losing access ends it', async t => {
  const { deps, jar, storage } = await signedIn(t)
  const next = await openSession(deps, 'bob', jar)
  t.equal(await readSession(deps, jar), undefined)
  t.equal(await readSession(deps, { [next.name]: next.value }), undefined, 'bob left no grant')
  const again = await openSession(deps, 'alice', {})
  await endSession(deps, { [again.name]: again.value })
  t.equal(await readSession(deps, { [again.name]: again.value }), undefined)
  const last = await openSession(deps, 'alice', {})
  await storage.grants.remove('https://nc.example', 'alice')
  t.equal(await readSession(deps, { [last.name]: last.value }), undefined)
})

t.test('AUD-1: who signed in here and who signed out stands in the trail, without the cookie', async t => {
  const { deps, jar, audit, cookie } = await signedIn(t)
  const next = await openSession(deps, 'bob', jar)
  await endSession(deps, { [next.name]: next.value })
  await endSession(deps, { [next.name]: next.value })
  await endSession(deps, { [next.name]: 'x'.repeat(43) })
  t.match(audit.entries, [
    { event: 'session.created', outcome: 'ok', userId: 'alice' },
    { event: 'session.destroyed', outcome: 'ok', userId: 'alice' },
    { event: 'session.created', outcome: 'ok', userId: 'bob' },
    { event: 'session.destroyed', outcome: 'ok', userId: 'bob' },
  ])
  t.equal(audit.entries.length, 4)
  t.notMatch(JSON.stringify(audit.entries), cookie.value)
})

t.test('a form token fits one session and one purpose', async t => {
  const { deps, jar } = await signedIn(t)
  const person = (await readSession(deps, jar))!
  const token = csrfToken(person, 'clients')
  t.ok(fitsCsrf(person, 'clients', token))
  t.notOk(fitsCsrf(person, 'consent', token))
  t.notOk(fitsCsrf({ ...person, secret: 'other' }, 'clients', token))
  for (const wrong of [undefined, '', person.secret]) t.notOk(fitsCsrf(person, 'clients', wrong))
})
