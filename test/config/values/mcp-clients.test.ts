import t from 'tap'
import { mcpClients } from '../../../src/config/values/mcp-clients.js'
import { readValue } from '../read-value.js'

const exact = (uri: string) => ({ kind: 'exact', uri })

t.test('an id alone, exact redirects, a varying segment, and private schemes', async t => {
  const written =
    'claude-code, gpt|https://chatgpt.com/aip/cb,gpt|https://chatgpt.com/connector/oauth/*,cursor|cursor://anysphere.cursor-mcp/cb, inspector|http://127.0.0.1/cb'
  t.strictSame(readValue(mcpClients(), written), [
    { id: 'claude-code', redirect: { kind: 'loopback' } },
    { id: 'gpt', redirect: exact('https://chatgpt.com/aip/cb') },
    { id: 'gpt', redirect: { kind: 'prefix', uri: 'https://chatgpt.com/connector/oauth/' } },
    { id: 'cursor', redirect: exact('cursor://anysphere.cursor-mcp/cb') },
    { id: 'inspector', redirect: exact('http://127.0.0.1/cb') },
  ])
  t.strictSame(readValue(mcpClients(), ''), [])
})

t.test('GAP-12: a redirect that must never be opened is refused, with the entry and the right form', async t => {
  for (const redirect of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html',
    'file:///etc/passwd',
    'http://evil.example/cb',
    'https://evil.example/cb#x',
    'https://user@evil.example/cb',
    'cursor://x#y',
    'cursor://x/*',
    'http://evil.example/*',
    'https://*/*',
    'https://*.evil.example/cb',
    '/cb',
    '*',
    '',
  ])
    t.match(
      readValue(mcpClients(), `good, desk|${redirect}`),
      { problem: /^entry 2, of desk, has no acceptable redirect/, fix: /id\|https:\/\/host\/path\/\*/ },
      redirect,
    )
})

t.test('what is no entry at all is refused by its number', async t => {
  for (const entry of ['|https://a.example/', 'two words', 'a|b|c', 'é', 'x'.repeat(501)])
    t.match(readValue(mcpClients(), `good,fine,${entry}`), { problem: /^entry 3 is neither/, fix: /Write id/ }, entry)
})
