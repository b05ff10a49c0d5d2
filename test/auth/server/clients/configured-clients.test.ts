import t from 'tap'
import { configuredClients } from '../../../../src/auth/server/clients/configured-clients.js'
import { allowsRedirect } from '../../../../src/auth/server/clients/mcp-client.js'

t.test('nothing configured, nobody known', async t => {
  t.equal(configuredClients([]).size, 0)
  t.equal(configuredClients(['', '|https://a.example/']).size, 0)
})

t.test('an id alone is a public client on the person’s machine', async t => {
  const client = configuredClients(['claude-code']).get('claude-code')!
  t.match(client, { name: 'claude-code', source: 'configured', authMethod: 'none', secretHash: null })
  t.ok(allowsRedirect(client, 'http://localhost:5/cb'))
  t.notOk(allowsRedirect(client, 'https://evil.example/cb'))
})

t.test('entries of one id add up: exact, varying, and of a private scheme', async t => {
  const clients = configuredClients([
    'gpt|https://chatgpt.com/connector/oauth/*',
    'gpt|https://chatgpt.com/aip/cb',
    'cursor|cursor://anysphere.cursor-mcp/oauth/callback',
  ])
  const gpt = clients.get('gpt')!
  for (const uri of ['https://chatgpt.com/connector/oauth/x1', 'https://chatgpt.com/aip/cb'])
    t.ok(allowsRedirect(gpt, uri))
  for (const uri of ['https://chatgpt.com/aip/x', 'http://localhost/']) t.notOk(allowsRedirect(gpt, uri), uri)
  const cursor = clients.get('cursor')!
  t.ok(allowsRedirect(cursor, 'cursor://anysphere.cursor-mcp/oauth/callback'))
  t.notOk(allowsRedirect(cursor, 'cursor://anysphere.cursor-mcp/oauth/other'))
})

t.test('GAP-12: a redirect that must never be opened allows nothing', async t => {
  for (const redirect of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://evil.example/cb',
    'https://evil.example/cb#x',
    'cursor://x#y',
    'http://evil.example/*',
    'https://*/*',
    '/cb',
  ]) {
    const client = configuredClients([`x|${redirect}`]).get('x')!
    t.notOk(allowsRedirect(client, redirect), redirect)
    t.notOk(allowsRedirect(client, redirect.replace('*', 'y')), redirect)
  }
})
