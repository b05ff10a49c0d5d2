import t from 'tap'
import { addressList, commaList, hostList, originList, scopeList } from '../../../src/config/values/list.js'
import { readValue } from '../read-value.js'

t.test('commas separate, blanks and empty entries go', async t => {
  t.strictSame(readValue(commaList(), ' a, b ,,c '), ['a', 'b', 'c'])
  t.strictSame(readValue(commaList(), ''), [])
})

t.test('scopes are separated by blanks or commas and kept once', async t => {
  t.strictSame(readValue(scopeList(), 'openid  profile,openid notes.read'), ['openid', 'profile', 'notes.read'])
  t.match(readValue(scopeList(), 'openid "x"'), { problem: /scope/ })
})

t.test('host names lose case and port', async t => {
  t.strictSame(readValue(hostList(), 'MCP.example.com:8443, app:*, [::1]:80, *'), [
    'mcp.example.com',
    'app',
    '[::1]',
    '*',
  ])
  t.match(readValue(hostList(), 'https://mcp.example.com'), { problem: /host name/ })
})

t.test('origins are normalised', async t => {
  t.strictSame(readValue(originList(), 'https://App.example.com:443/, http://localhost:6274, *'), [
    'https://app.example.com',
    'http://localhost:6274',
    '*',
  ])
  for (const text of ['app.example.com', 'https://a.example/path', 'https://u@a.example', 'null']) {
    t.match(readValue(originList(), text), { problem: /origin/ }, text)
  }
})

t.test('GAP-35: proxies are addresses and ranges, never everybody', async t => {
  t.strictSame(readValue(addressList(), '127.0.0.1, ::1, 10.0.0.0/8, fd00::/8'), [
    '127.0.0.1',
    '::1',
    '10.0.0.0/8',
    'fd00::/8',
  ])
  t.match(readValue(addressList(), '10.0.0.1, *'), { problem: /every caller/ })
  for (const text of ['proxy', '10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.1/8/8', '10.0.0']) {
    t.match(readValue(addressList(), text), { problem: /IP address/ }, text)
  }
})
