import t from 'tap'
import {
  isLocalRedirect,
  isLoopbackRedirect,
  isRedirectUri,
  matchesRedirect,
  withoutLoopbackPort,
} from '../../src/lib/redirect-uri.js'

t.test('https anywhere, and http to this machine, are redirect URIs', async t => {
  for (const uri of [
    'https://claude.ai/api/mcp/auth_callback',
    'https://chatgpt.com/connector/oauth/abc-123',
    'https://client.example:8443/cb?from=mcp',
    'https://client.example',
    'http://127.0.0.1:33418/',
    'http://localhost/callback',
    'http://[::1]:8080/cb',
  ])
    t.ok(isRedirectUri(uri), uri)
})

t.test('GAP-12: what only looks like one is none', async t => {
  for (const uri of [
    '',
    'javascript://localhost/%0aalert(1)',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://evil.example/cb',
    'http://localhost:1@evil.example/',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'http://127.1/cb',
    'http://0x7f.0.0.1/cb',
    'http://2130706433/cb',
    'http://0.0.0.0/cb',
    'http://user@localhost/cb',
    'https://user:pw@client.example/cb',
    'https://client.example/cb#fragment',
    'https://*.client.example/cb',
    'https://client.example/*',
    'https://client.example/a/../cb',
    'https://client.example/%2e%2e/cb',
    'https://CLIENT.example/cb',
    'https:\\\\client.example\\cb',
    'https://client.example\\@evil.example/',
    'https:client.example',
    '//client.example/cb',
    '/cb',
    'https://client.example/c b',
    'https://client.example/\tcb',
    'https://client.example/\u2028',
    'https://client.example/cb?iss=https://other.example',
    'https://client.example/cb?x=1&state=2',
    'https://client.example/cb?%63ode=3',
    'http://127.0.0.1/cb?error=access_denied',
    'https://cliënt.example/cb',
    'cursor://anysphere.cursor-mcp/oauth',
    'ftp://client.example/',
    `https://client.example/${'a'.repeat(2_000)}`,
  ])
    t.notOk(isRedirectUri(uri), uri)
})

t.test('RFC 8252: the port of a loopback redirect does not count, and nothing else is forgiven', async t => {
  t.ok(matchesRedirect('http://127.0.0.1:51234/cb', 'http://127.0.0.1/cb'))
  t.ok(matchesRedirect('http://localhost:1/cb', 'http://localhost:65535/cb'))
  t.ok(matchesRedirect('http://[::1]:5/', 'http://[::1]:6/'))
  for (const [presented, registered] of [
    ['http://127.0.0.1:1/other', 'http://127.0.0.1/cb'],
    ['http://127.0.0.1:1/cb?x=1', 'http://127.0.0.1/cb'],
    ['http://localhost:1/cb', 'http://127.0.0.1/cb'],
    ['https://127.0.0.1:1/cb', 'http://127.0.0.1/cb'],
    ['http://127.0.0.1:1@evil.example/cb', 'http://127.0.0.1/cb'],
    ['http://127.0.0.1:1/cb#x', 'http://127.0.0.1/cb'],
    ['https://client.example:8443/cb', 'https://client.example/cb'],
    ['https://client.example/cb/', 'https://client.example/cb'],
    ['https://client.example/cb2', 'https://client.example/cb'],
  ] as const)
    t.notOk(matchesRedirect(presented, registered), presented)
})

t.test('loopback redirects are told apart, and compared without their port', async t => {
  t.ok(isLoopbackRedirect('http://localhost:3/cb'))
  t.notOk(isLoopbackRedirect('https://localhost/cb'))
  t.equal(withoutLoopbackPort('http://127.0.0.1:51234/cb'), 'http://127.0.0.1/cb')
  t.equal(withoutLoopbackPort('https://client.example:8443/cb'), 'https://client.example:8443/cb')
})

t.test('RFC 8252, section 8: what a program on the machine gets, by whatever scheme or loopback name', async t => {
  for (const uri of [
    'http://127.0.0.1:3/cb',
    'https://localhost:8443/cb',
    'https://[::1]/cb',
    'https://app.localhost/cb',
    'cursor://anysphere.cursor-mcp/oauth',
    'com.example.app:/cb',
  ])
    t.ok(isLocalRedirect(uri), uri)
  for (const uri of ['https://claude.ai/cb', 'https://localhost.example/cb']) t.notOk(isLocalRedirect(uri), uri)
})
