import t from 'tap'
import { allowsRedirect } from '../../../../src/auth/server/clients/mcp-client.js'
import { publicClient } from '../../../helpers/server-setup.js'

t.test('the registered redirect URI is allowed, and no other', async t => {
  const client = publicClient({ redirectUris: ['https://a.example/cb', 'http://127.0.0.1/cb'] })
  t.ok(allowsRedirect(client, 'https://a.example/cb'))
  t.ok(allowsRedirect(client, 'http://127.0.0.1:5555/cb'))
  for (const uri of ['https://a.example/cb?x', 'https://a.example/', 'http://localhost:5555/cb', 'http://127.0.0.1/'])
    t.notOk(allowsRedirect(client, uri), uri)
})

t.test('a client of this machine may use any loopback port and path, and nothing beyond', async t => {
  const client = publicClient({ redirectUris: [], anyLoopback: true })
  for (const uri of ['http://localhost:1/x', 'http://[::1]/']) t.ok(allowsRedirect(client, uri), uri)
  for (const uri of ['https://localhost/x', 'http://localhost.evil.example/', 'http://localhost:1@evil.example/'])
    t.notOk(allowsRedirect(client, uri), uri)
})

t.test('a prefix allows one plain segment more', async t => {
  const client = publicClient({ redirectUris: [], redirectPrefixes: ['https://chatgpt.com/connector/oauth/'] })
  for (const tail of ['abc', 'A-1_2.x~'])
    t.ok(allowsRedirect(client, `https://chatgpt.com/connector/oauth/${tail}`), tail)
  for (const tail of [
    '',
    'a/b',
    '..',
    '%2e%2e',
    '../x',
    'a?b',
    'a#b',
    '.hidden',
    'a%2fb',
    'x'.repeat(200),
    'a\\b',
    '@evil',
  ])
    t.notOk(allowsRedirect(client, `https://chatgpt.com/connector/oauth/${tail}`), tail)
  t.notOk(allowsRedirect(client, 'https://chatgpt.com.evil.example/connector/oauth/abc'))
})
