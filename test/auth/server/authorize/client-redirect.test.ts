import t from 'tap'
import { clientRedirect } from '../../../../src/auth/server/authorize/client-redirect.js'

const US = 'https://mcp.example'

t.test('RFC 9207: code, state and iss are added to what the client has in its query', async t => {
  const url = clientRedirect({ redirectUri: 'https://a.example/cb?x=1', state: 'a b&c' }, US, { code: 'new' })
  t.equal(url, 'https://a.example/cb?x=1&code=new&state=a+b%26c&iss=https%3A%2F%2Fmcp.example')
})

t.test('mix-up: what stood in the address before is never taken for the answer', async t => {
  const redirectUri = 'https://a.example/cb?iss=https%3A%2F%2Fevil.example&x=1&code=old&state=old&error=x'
  for (const state of ['s', null]) {
    const { searchParams } = new URL(clientRedirect({ redirectUri, state }, US, { code: 'new' }))
    t.strictSame(searchParams.getAll('iss'), [US])
    t.strictSame(searchParams.getAll('code'), ['new'])
    t.strictSame(searchParams.getAll('state'), state === null ? [] : [state])
    t.equal(searchParams.get('error'), null)
  }
})

t.test('no state, no state; errors have their word', async t => {
  const answer = { error: 'access_denied' as const, error_description: 'No.' }
  const url = new URL(clientRedirect({ redirectUri: 'http://127.0.0.1:5/cb', state: null }, US, answer))
  t.strictSame(Object.fromEntries(url.searchParams), { ...answer, iss: US })
})

t.test('a private scheme is added to as well', async t => {
  t.equal(
    clientRedirect({ redirectUri: 'cursor://a.b/cb', state: null }, US, { code: 'x' }),
    `cursor://a.b/cb?code=x&iss=${encodeURIComponent(US)}`,
  )
})
