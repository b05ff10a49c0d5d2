import t from 'tap'
import { allowedBy } from '../../src/http/host-allowed.js'
import { testConfig } from '../helpers/test-config.js'

const behindProxy = {
  NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example.com',
  WEBHOOK_INTERNAL_URL: 'http://mcp:8000',
  MCP_ALLOWED_HOSTS: 'other.example.com',
  MCP_ALLOWED_ORIGINS: 'https://app.example.com',
  HOST: '0.0.0.0',
}

t.test('our own names, loopback names and address literals are taken, with any port', async t => {
  const { host } = allowedBy(testConfig(behindProxy))
  const good = [
    'mcp.example.com',
    'MCP.example.com:443',
    'mcp:8000',
    'other.example.com',
    'localhost:1',
    '127.0.0.1',
    '[::1]:8000',
    '10.1.2.3:80',
  ]
  for (const name of good) t.ok(host(name), name)
})

t.test('GAP-32: foreign names, look-alikes and broken headers are refused', async t => {
  const { host } = allowedBy(testConfig(behindProxy))
  const bad = [
    'evil',
    'evil.example',
    'mcp.example.com.evil.example',
    'evil.example:8000@mcp.example.com',
    '',
    'a b',
    'x/y',
    undefined,
  ]
  for (const name of bad) t.notOk(host(name), String(name))
})

t.test('GAP-32: an Origin must be ours or listed; loopback pages only while we listen on loopback', async t => {
  const { origin } = allowedBy(testConfig(behindProxy))
  t.ok(origin('https://mcp.example.com'))
  t.ok(origin('https://app.example.com'))
  for (const bad of [
    'https://evil.example',
    'null',
    'http://mcp.example.com',
    'http://localhost:6274',
    'https://mcp.example.com.evil.example',
  ]) {
    t.notOk(origin(bad), bad)
  }
  t.ok(allowedBy(testConfig()).origin('http://localhost:6274'), 'the MCP Inspector on the same machine')
})
