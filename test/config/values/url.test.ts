import t from 'tap'
import { baseUrl, endpointUrl, issuerList, issuerUrl } from '../../../src/config/values/url.js'
import { readValue } from '../read-value.js'

t.test('CFG-5: trailing slashes are taken off, sub-paths stay', async t => {
  t.equal(readValue(baseUrl(), 'https://Cloud.example.com/'), 'https://cloud.example.com')
  t.equal(readValue(baseUrl(), 'https://example.com/cloud//'), 'https://example.com/cloud')
  t.equal(readValue(baseUrl(), 'http://app:80'), 'http://app')
})

const REFUSED: Record<string, RegExp> = {
  'cloud.example.com': /http/,
  'cloud.example.com:8080': /http/,
  'ftp://cloud.example.com': /http/,
  'https://': /valid/,
  'https://user:secret@cloud.example.com': /user name/,
  'https://@cloud.example.com': /user name/,
  'https://cloud.example.com?x=1': /query/,
  'https://cloud.example.com/?': /query/,
  'https://cloud.example.com/#top': /fragment/,
  'https:\\\\cloud.example.com': /backslash/,
  'https://cloud.example.com/a b': /white space/,
  'https://exa\tmple.com': /white space/,
}

t.test('CFG-5: anything but a plain http(s) address is refused, and never repeated', async t => {
  for (const [written, problem] of Object.entries(REFUSED)) {
    const refused = readValue(baseUrl(), written)
    t.match(refused, { problem }, written)
    t.notMatch(JSON.stringify(refused), /secret/)
  }
})

t.test('an issuer is kept as it was written, but for trailing slashes', async t => {
  t.equal(readValue(issuerUrl(), 'https://Cloud.example.com:443/'), 'https://Cloud.example.com:443')
  t.match(readValue(issuerUrl(), 'nextcloud'), { problem: /http/ })
})

t.test('a list of issuers refuses one bad entry', async t => {
  t.strictSame(readValue(issuerList(), 'http://localhost, https://a.example/ ,'), [
    'http://localhost',
    'https://a.example',
  ])
  t.match(readValue(issuerList(), 'https://a.example,b'), { problem: /http/ })
  t.strictSame(readValue(issuerList(), ''), [])
})

t.test('an endpoint may have a query, but no fragment', async t => {
  t.equal(readValue(endpointUrl(), 'https://idp.example/keys?p=1'), 'https://idp.example/keys?p=1')
  t.match(readValue(endpointUrl(), 'https://idp.example/keys#x'), { problem: /fragment/ })
})
