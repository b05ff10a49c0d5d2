import t from 'tap'
import { consentPage } from '../../../../plugins/oauth-server/pages/consent.js'
import { requestOf } from '../../../storage/authorization-server-fixtures.js'

const page = (changes: Parameters<typeof requestOf>[0]) =>
  consentPage({
    request: requestOf(changes),
    userId: 'alice',
    signInUrl: 'https://nc.example/cloud',
    csrf: 'the-csrf',
    id: 'the-id',
  })

t.test('RT-11: who, for whom, what, and where the answer goes', async t => {
  const html = page({
    clientId: 'ncmcp_client_x',
    redirectUri: 'https://claude.ai:8443/cb',
    scopes: ['notes.read', 'deck.write'],
  })
  t.match(html, /<strong>Claude<\/strong>[^]*<strong>alice<\/strong>[^]*Read your notes[^]*Change your Deck boards/)
  t.match(html, /nobody checked it[^]*<strong>claude\.ai:8443<\/strong>/)
  t.match(html, /name="request" value="the-id"[^]*name="csrf" value="the-csrf"/)
  t.match(html, /value="allow"[^]*value="deny"/)
  t.notMatch(html, /sign in/)
})

t.test('who is not signed in is told that the sign-in comes next, and where', async t => {
  const details = { request: requestOf(), signInUrl: 'https://nc.example/cloud', csrf: 'c', id: 'i' }
  const html = consentPage({ ...details, userId: undefined })
  t.match(html, /work with your Nextcloud account[^]*sign in at <strong>nc\.example<\/strong> next/)
})

t.test('how sure we are of the client is said', async t => {
  t.match(page({ clientId: 'https://claude.ai/oauth/x' }), /published at <strong>claude\.ai<\/strong>/)
  t.match(page({ clientId: 'desk' }), /set up by the administrator/)
  t.match(page({ redirectUri: 'http://127.0.0.1:5123/cb' }), /A program on this computer[^]*127\.0\.0\.1:5123/)
  t.match(page({ redirectUri: 'cursor://a.b/cb' }), /A program on this computer[^]*cursor:/)
  t.notMatch(page({ redirectUri: 'https://a.example/cb' }), /A program on this computer/)
})

t.test('GAP-8: what a client calls itself is text', async t => {
  const html = page({ clientName: '<script>alert(1)</script>"\'', redirectUri: 'https://a.example/?x="><script>' })
  t.notMatch(html, /<script/)
})
