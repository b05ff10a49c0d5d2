import t from 'tap'
import { redirectUriMatches } from '../../../src/sandbox/oidc/redirect-uri-matches.js'

t.test('these fit', async t => {
  for (const [registered, asked] of [
    ['http://127.0.0.1:9999/cb', 'http://127.0.0.1:9999/cb'],
    ['http://localhost/cb', 'http://localhost:54321/cb'],
    ['http://localhost:*/cb', 'http://localhost:54321/cb'],
    ['http://127.0.0.1:9998/deep/*', 'http://127.0.0.1:9998/deep/a/b'],
    ['https://*.client.example/cb', 'https://a.client.example/cb'],
    ['cursor://app/callback', 'cursor://app/callback'],
  ] as const) {
    t.ok(redirectUriMatches(registered, asked), `${registered} ${asked}`)
  }
})

t.test('these do not', async t => {
  for (const [registered, asked] of [
    ['http://127.0.0.1:9999/cb', 'http://127.0.0.1:12345/cb'],
    ['http://127.0.0.1:9999/cb', 'http://localhost:9999/cb'],
    ['http://127.0.0.1:9999/cb', 'http://127.0.0.1:9999/cb?a=b'],
    ['http://127.0.0.1:9999/cb', 'https://127.0.0.1:9999/cb'],
    ['https://*.client.example/cb', 'https://evil.example/x.client.example/cb'],
    ['https://*.client.example/cb', 'https://a.b.client.example/cb'],
    ['https://client.example/cb', 'https://clientXexample/cb'],
    ['http://localhost:*/cb', 'http://localhost:1@evil.example/cb'],
    ['http://c/deep/*', 'http://c/deep/a?x=1'],
    ['cursor://app/*', 'cursor://app/else'],
  ] as const) {
    t.notOk(redirectUriMatches(registered, asked), `${registered} ${asked}`)
  }
})
