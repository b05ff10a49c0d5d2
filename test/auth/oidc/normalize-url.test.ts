import t from 'tap'
import { normalizeUrl, originOf } from '../../../src/auth/oidc/normalize-url.js'

t.test('spellings of one place are one', async t => {
  for (const spelling of ['http://app:80', 'http://APP', 'http://app/', 'http://app//'])
    t.equal(normalizeUrl(spelling), 'http://app')
  t.equal(normalizeUrl('https://nc.example:443/cloud/'), 'https://nc.example/cloud')
})

t.test('what is no http(s) URL has no normal form and no origin', async t => {
  for (const value of ['', 'nc.example', '/path', 'javascript:alert(1)', 'ftp://nc.example', '//nc.example']) {
    t.equal(normalizeUrl(value), undefined, value)
    t.equal(originOf(value), undefined, value)
  }
})

t.test('an origin is parsed, so look-alikes differ', async t => {
  t.equal(originOf('https://nc.example@evil.example/x'), 'https://evil.example')
  t.not(originOf('https://nc.example.evil/'), originOf('https://nc.example/'))
})
