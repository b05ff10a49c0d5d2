import t from 'tap'
import { createBrowser } from '../helpers/browser.js'
import { logIn, START, startFlow, startVictim, type Victim } from './victim.js'

const evilReturns = (victim: Victim) => [
  '//e',
  '///e',
  '/\\e',
  '\\\\e',
  '\\/e',
  '/%09/e',
  '/%5ce',
  '/%2f/e',
  '/%2fe',
  'https:e',
  'https:/e',
  'http:e',
  '/\t/e',
  ' //e',
  '/ /e',
  'https://nc.example@evil',
  `${victim.sandbox.url}@evil.example/`,
  `${victim.sandbox.url}.evil.example/`,
  `${victim.sandbox.url}%2eevil.example/`,
  `${victim.sandbox.url.replace('http', 'https')}/`,
  `${victim.sandbox.url}1/`,
  `http://user:pw@${new URL(victim.sandbox.url).host}/`,
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:x',
  'about:blank',
  '/\u2028/e',
  '/\u200be',
  '/ok\r\nSet-Cookie: a=b',
  '/ok\u0000',
  `/${'a'.repeat(5000)}`,
  '',
  '?x',
  '#x',
  'settings',
  './/e',
  '/..//e',
  '/a/..//e',
]

t.test('GAP-7: no return_to leads anywhere but to pages of Nextcloud and of ours', async t => {
  const victim = await startVictim(t)
  for (const [index, target] of evilReturns(victim).entries()) {
    const ip = { 'x-forwarded-for': `198.51.100.${index}` }
    const { status, location } = await startFlow(victim, `?return_to=${encodeURIComponent(target)}`, ip)
    // What a browser would make of an accepted one is what counts: it must stay at home.
    const stays = () => new URL(target, victim.sandbox.url).origin === victim.sandbox.url && /^[?#]?$/.test(target)
    t.ok(
      status === 400 || (status === 302 && stays()),
      `${encodeURIComponent(target).slice(0, 60)}: ${status} ${location.slice(0, 40)}`,
    )
  }
  t.equal((await startFlow(victim, '?return_to=/settings/admin/astrolabe')).status, 302)
})

t.test('GAP-8: a script in any parameter, or in what the provider says, never comes back as markup', async t => {
  const victim = await startVictim(t)
  const script = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'
  const names = ['state', 'code', 'error', 'error_description', 'error_uri', 'iss', 'session_state', 'x']
  const urls = [
    ...names.map(name => `/oauth/callback?${name}=${encodeURIComponent(script)}`),
    ...['state', 'return_to', 'ticket'].map(name => `${START}?${name}=${encodeURIComponent(script)}`),
    `/oauth/${encodeURIComponent(script)}`,
    `/${script.replaceAll(' ', '%20')}`,
  ]
  for (const url of urls) {
    for (const accept of ['text/html', 'application/json', '*/*']) {
      const answer = await victim.app.inject({ url, headers: { accept, referer: script, 'user-agent': script } })
      const isPage = /html/.test(String(answer.headers['content-type']))
      t.notMatch(answer.body, isPage ? /<script|<img|onerror=/ : /^\s*</, `${url.slice(0, 40)} ${accept}`)
      t.equal(answer.headers['x-content-type-options'], 'nosniff')
      if (isPage) t.match(answer.headers['content-security-policy'], /default-src 'none'.*frame-ancestors 'none'/)
    }
  }
})

t.test('GAP-8: an error that the provider sends with a real state is told in our words', async t => {
  const victim = await startVictim(t)
  const { state, cookie } = await startFlow(victim)
  const query = `state=${state}&error=%3Cscript%3Ex&error_description=Call%20+1-555-SCAM`
  const answer = await victim.app.inject({ url: `/oauth/callback?${query}`, headers: { cookie, accept: 'text/html' } })
  t.equal(answer.statusCode, 400)
  t.notMatch(answer.body, /script|SCAM/)
  t.notMatch(victim.lines.join(''), /SCAM/)
})

t.test('GAP-32: a foreign Host or Origin is 403 on every surface, before credentials are looked at', async t => {
  const victim = await startVictim(t)
  const all = { ...victim.basic('alice'), 'content-type': 'application/json' }
  victim.wire.sent.splice(0)
  for (const url of [
    '/mcp',
    '/api/v1/status',
    '/api/v1/webhooks',
    START,
    '/oauth/callback',
    '/webhooks/nextcloud',
    '/',
  ]) {
    for (const method of ['GET', 'POST'] as const) {
      for (const host of [
        'evil.example',
        'localhost.evil.example',
        '127.0.0.1.evil.example',
        'evil.example:8000',
        'localhost@evil.example',
        'a b',
      ])
        t.equal((await victim.app.inject({ method, url, headers: { ...all, host } })).statusCode, 403, `${url} ${host}`)
      for (const origin of [
        'https://evil.example',
        'null',
        `${victim.url}.evil.example`,
        'http://localhost.evil.example',
        'file://',
        'chrome-extension://x',
      ])
        t.equal(
          (await victim.app.inject({ method, url, headers: { ...all, origin } })).statusCode,
          403,
          `${url} ${origin}`,
        )
    }
  }
  t.strictSame(victim.wire.outbound(), [])
})

t.test(
  'GAP-42: behind https every cookie is Secure, HttpOnly, Lax and __Host-, although Nextcloud is http',
  async t => {
    const victim = await startVictim(t, { env: { NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example.com' } })
    const answer = await victim.app.inject({ url: START, headers: { host: 'mcp.example.com' } })
    const lines = [answer.headers['set-cookie'] ?? []].flat()
    t.ok(lines.length > 0)
    for (const line of lines) {
      t.match(line, /^__Host-mcp_[^;]*;/)
      for (const attribute of [/; Secure/, /; HttpOnly/, /; SameSite=Lax/, /; Path=\/(;|$)/]) t.match(line, attribute)
      t.notMatch(line, /Domain=/i)
    }
  },
)

t.test('a prefetch, a HEAD and a POST start nothing and use up no ticket', async t => {
  const victim = await startVictim(t)
  const made = await victim.app.inject({
    method: 'POST',
    url: '/api/v1/provisioning-tickets',
    headers: await victim.bearer('alice'),
  })
  const url = made.json().authorize_url.replace(victim.url, '')
  t.equal((await victim.app.inject({ url, headers: { 'sec-purpose': 'prefetch;prerender' } })).statusCode, 503)
  for (const method of ['HEAD', 'POST'] as const)
    t.match((await victim.app.inject({ method, url })).statusCode, /^40[45]$/)
  t.equal(await victim.app.storage!.flows.count(), 0)
  t.equal((await victim.app.inject(url)).statusCode, 302)
  t.equal((await victim.app.inject(url)).statusCode, 400, 'once')
})

t.test('a ticket for alice makes no grant of bob, and none of alice either', async t => {
  const victim = await startVictim(t)
  const made = await victim.app.inject({
    method: 'POST',
    url: '/api/v1/provisioning-tickets',
    headers: await victim.bearer('alice'),
  })
  const browser = createBrowser()
  const done = await logIn(browser, victim, await browser.open(made.json().authorize_url), 'bob')
  t.equal(done.status, 403)
  for (const uid of ['alice', 'bob']) t.equal(await victim.grantOf(uid), undefined)
})
