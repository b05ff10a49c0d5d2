import t from 'tap'
import { OAUTH } from '../helpers/oauth-server.js'
import {
  attempt,
  CLAUDE_REDIRECT,
  consentTo,
  newClient,
  openSession,
  personsBrowser,
  register,
} from '../helpers/scripted-client.js'
import { startVictim, type Victim } from './victim.js'

const start = (test: Parameters<typeof startVictim>[0]) => startVictim(test, { env: OAUTH })
const go = (url: string) => fetch(url, { redirect: 'manual' })
const cookieOf = (cookies: Map<string, string>) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

const codesOf = (victim: Victim) => victim.lines.filter(line => line.includes('client.allowed')).length

t.test(
  'GAP-10: a second client, or a new redirect, always meets our page, though Nextcloud grants silently',
  async t => {
    const victim = await start(t)
    const browser = personsBrowser(victim)
    await consentTo(victim, attempt(victim, await newClient(victim)), { browser })
    const evil = await newClient(victim, {
      client_name: 'Claude',
      redirect_uris: ['https://evil.example/cb', CLAUDE_REDIRECT],
    })
    for (const redirect_uri of ['https://evil.example/cb', CLAUDE_REDIRECT]) {
      const page = await browser.open(attempt(victim, evil, { redirect_uri }).url)
      t.match(page, { status: 200, html: new RegExp(`<strong>${new URL(redirect_uri).host}</strong> gets the access`) })
    }
    t.equal(codesOf(victim), 1)
  },
)

t.test('GAP-10: a link of the attacker, opened by somebody who is signed in, gives nothing by itself', async t => {
  const victim = await start(t)
  const browser = personsBrowser(victim)
  await openSession(browser, victim)
  const evil = await newClient(victim, { redirect_uris: ['https://evil.example/cb'] })
  const page = await browser.open(attempt(victim, evil).url)
  t.match(page.html, /If you did not just start this yourself, deny it/)
  t.equal(codesOf(victim), 0)
})

t.test('the attacker’s request in the victim’s browser, and the other way round, is no request', async t => {
  const victim = await start(t)
  const client = await newClient(victim)
  const [attacker, person] = [personsBrowser(victim), personsBrowser(victim)]
  await openSession(attacker, victim, 'bob')
  await openSession(person, victim, 'alice')
  const page = await attacker.open(attempt(victim, client).url)
  t.equal((await person.open(page.url)).status, 400, 'the attacker’s page')
  t.equal((await person.submit(page, 'consent', { decision: 'allow' })).status, 400, 'the attacker’s form')
  t.equal(codesOf(victim), 0)
})

t.test('GAP-11: names that are known elsewhere are nobody here', async t => {
  const victim = await start(t)
  victim.wire.sent.splice(0)
  for (const id of [
    'claude-desktop',
    'test-mcp-client',
    'mcp-inspector',
    '*',
    '',
    'https://127.0.0.1/x',
    'https://localhost/x',
  ]) {
    const client = { id, secret: undefined, redirectUri: CLAUDE_REDIRECT, scope: undefined }
    const response = await go(attempt(victim, client).url)
    t.equal(response.status, 400, id)
    t.equal(response.headers.get('location'), null)
  }
  t.strictSame(victim.wire.outbound(), [])
})

const VECTORS = [
  'javascript://localhost/%0aalert(1)',
  'http://localhost:1@evil.example/',
  'http://localhost.evil.example/',
  'https://claude.ai@evil.example/api/mcp/auth_callback',
  'https://claude.ai.evil.example/api/mcp/auth_callback',
  'https://claude.ai/api/mcp/auth_callback/',
  'https://claude.ai/api/mcp/auth_callback?x=1',
  'https://claude.ai/api/mcp/auth_callback#x',
  'https://claude.ai/api/mcp/../mcp/auth_callback',
  'https://claude.ai:443/api/mcp/auth_callback',
  'https://claude.ai:8443/api/mcp/auth_callback',
  'https://CLAUDE.ai/api/mcp/auth_callback',
  'https:\\\\claude.ai\\api\\mcp\\auth_callback',
  'https://claude.ai%2eevil.example/',
  '//evil.example',
  'data:text/html,x',
  'http://127.0.0.1/callback/other',
  'http://localhost/callback',
  'https://127.0.0.1/callback',
  'http://127.0.0.1:99999/callback',
  'http://127.1/callback',
]

t.test('GAP-12: bent redirect URIs are shown and never followed', async t => {
  const victim = await startVictim(t, { env: { ...OAUTH, FORWARDED_ALLOW_IPS: '127.0.0.1' } })
  const client = await newClient(victim, { redirect_uris: [CLAUDE_REDIRECT, 'http://127.0.0.1/callback'] })
  for (const [index, redirect_uri] of VECTORS.entries()) {
    const headers = { 'x-forwarded-for': `198.51.100.${index}` }
    const response = await fetch(attempt(victim, client, { redirect_uri }).url, { redirect: 'manual', headers })
    t.equal(response.status, 400, redirect_uri)
    t.equal(response.headers.get('location'), null)
  }
})

t.test('GAP-12: nor can they be registered', async t => {
  const victim = await startVictim(t, { env: { ...OAUTH, FORWARDED_ALLOW_IPS: '127.0.0.1' } })
  for (const uri of [
    'javascript:alert(1)',
    'http://evil.example/',
    'http://localhost:1@evil.example/',
    'https://*.evil.example/',
    'x://y',
  ])
    t.match(await register(victim, { redirect_uris: [CLAUDE_REDIRECT, uri] }), {
      status: 400,
      body: { error: 'invalid_redirect_uri' },
    })
})

t.test('GAP-34: a registration makes us fetch nothing', async t => {
  const victim = await start(t)
  victim.wire.sent.splice(0)
  const uris = {
    logo_uri: 'http://169.254.169.254/',
    jwks_uri: 'http://10.0.0.1/',
    sector_identifier_uri: 'http://127.0.0.1:1/',
  }
  t.equal((await register(victim, { redirect_uris: [CLAUDE_REDIRECT], ...uris })).status, 201)
  t.strictSame(victim.wire.outbound(), [])
})

t.test('PKCE downgrade: without S256 there is no sign-in', async t => {
  const victim = await start(t)
  const client = await newClient(victim)
  for (const changes of [
    { code_challenge: undefined, code_challenge_method: undefined },
    { code_challenge_method: 'plain' },
    { code_challenge_method: undefined },
  ]) {
    const location = new URL((await go(attempt(victim, client, changes).url)).headers.get('location') ?? '')
    t.equal(location.host, 'claude.ai')
    t.match(Object.fromEntries(location.searchParams), { error: 'invalid_request', iss: victim.url })
  }
})

t.test(
  'GAP-41: nothing is signed out or disconnected by a GET, a foreign page, or a form without its token',
  async t => {
    const victim = await start(t)
    const browser = personsBrowser(victim)
    await consentTo(victim, attempt(victim, await newClient(victim)), { browser })
    const page = await browser.open(`${victim.url}/oauth/clients`)
    const cookie = cookieOf(browser.cookies)
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const client = /name="client" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    for (const path of ['/oauth/logout', '/oauth/disconnect']) {
      const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
        fetch(`${victim.url}${path}`, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, ...headers },
          body: new URLSearchParams({ client, ...fields }),
        })
      t.equal((await fetch(`${victim.url}${path}?csrf=${csrf}`, { headers: { cookie } })).status, 405)
      t.equal((await send({})).status, 400)
      t.equal((await send({ csrf: 'x' })).status, 400)
      t.equal((await send({ csrf }, { origin: 'https://evil.example' })).status, 403)
      t.equal((await send({ csrf }, { origin: 'null' })).status, 403)
      t.equal(
        (await send({ csrf }, { cookie: `${cookie.replace(/mcp_session=[^;]+/, 'mcp_session=alice')}` })).status,
        400,
      )
    }
    t.match((await browser.open(`${victim.url}/oauth/clients`)).html, /Disconnect/, 'all is as it was')
  },
)

t.test('GAP-8: nothing that a client or an address says becomes markup', async t => {
  const victim = await start(t)
  const evil = '"><script>alert(1)</script>'
  const client = await newClient(victim, { client_name: evil })
  const browser = personsBrowser(victim)
  const page = await browser.open(attempt(victim, client, { state: evil }).url)
  t.notMatch(page.html, /<script/)
  const left = await browser.submit(page, 'consent', { decision: 'deny' })
  t.equal(new URL(left.url).searchParams.get('state'), evil)
  const shown = await fetch(
    `${victim.url}/oauth/consent?request=${encodeURIComponent(evil)}&failure=${encodeURIComponent(evil)}`,
  )
  t.notMatch(await shown.text(), /<script/)
})
