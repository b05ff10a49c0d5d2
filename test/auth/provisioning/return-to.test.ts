import t from 'tap'
import { returnTo, withCorrelation } from '../../../src/auth/provisioning/return-to.js'

const NEXTCLOUD = 'https://nc.example/cloud'
const OWN = 'https://mcp.example:8443'
const check = (value: string) => returnTo(value, NEXTCLOUD, OWN)

const refused = [
  '//e',
  '/\\e',
  '\\\\e',
  '/%09/e',
  '/%5ce',
  '/%5Ce',
  'https:e',
  'https:/e',
  'https:///e',
  'HTTPS:e',
  'https://nc.example@evil',
  'https://nc.example:x@evil/',
  'https://user@nc.example/',
  'https://nc.example.evil',
  'https://nc.example.evil/',
  'https://evil/nc.example',
  'http://nc.example/',
  'https://nc.example:444/',
  'https://mcp.example/',
  'javascript:alert(1)',
  'javascript://nc.example/%0aalert(1)',
  'data:text/html,x',
  'ftp://nc.example/',
  'blob:https://nc.example/x',
  `/${'x'.repeat(5_000)}`,
  '/\u2028',
  '/a\u2029b',
  '/a b',
  '/a\tb',
  '/a\nb',
  '/a\r\nSet-Cookie:x',
  ' /a',
  '/a ',
  '/\u0000',
  '/é',
  '',
  'apps/files',
  '?x',
  '#x',
  '.',
  '/%E0%A4%A',
  '/%2f/evil.example',
  '/%2F%2Fevil',
  '/a%0d%0ab',
  '/%e2%80%a8',
  'https://nc.example/%5Ce',
  'https://nc.example//evil.example',
  '/..//evil.example',
]
t.test('GAP-7: whatever could lead elsewhere is refused', async t => {
  // Escaped: some of these characters would end a line of the test report.
  for (const value of refused) t.equal(check(value), undefined, encodeURI(value).slice(0, 60))
})

t.test('pages of Nextcloud and of this server are taken, as absolute URLs', async t => {
  for (const [value, url] of [
    ['https://nc.example/cloud/settings/admin/astrolabe', 'https://nc.example/cloud/settings/admin/astrolabe'],
    ['HTTPS://NC.EXAMPLE:443/x', 'https://nc.example/x'],
    ['https://mcp.example:8443/app', 'https://mcp.example:8443/app'],
    ['/settings/user?dir=%2Fa%20b#top', 'https://nc.example/settings/user?dir=%2Fa%20b#top'],
    ['/caf%C3%A9', 'https://nc.example/caf%C3%A9'],
    ['/', 'https://nc.example/'],
    ['https://nc.example', 'https://nc.example/'],
  ] as const) {
    t.equal(check(value), url, value)
  }
})

t.test('the correlation id is echoed as state, and replaces one that was there', async t => {
  t.equal(withCorrelation('https://nc.example/x?state=old', 'a.b~c'), 'https://nc.example/x?state=a.b%7Ec')
  t.equal(withCorrelation('https://nc.example/x', null), 'https://nc.example/x')
})
