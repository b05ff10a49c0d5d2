import t from 'tap'
import { authorizeQuery, authorizeRequest } from '../../../src/sandbox/oidc/authorize-request.js'

t.test('a request survives being written as a query, and brings nothing along', async t => {
  const asked = authorizeRequest({
    state: 'a&b=c',
    redirect_uri: 'http://c/cb?x=1&y=2',
    scope: 'a b',
    other: 'x',
    nonce: 5,
  })
  const query = authorizeQuery(asked)
  t.match(query, 'redirect_uri=http://c/cb%3Fx%3D1%26y%3D2')
  t.strictSame(Object.fromEntries(new URLSearchParams(query)), {
    redirect_uri: 'http://c/cb?x=1&y=2',
    scope: 'a b',
    state: 'a&b=c',
  })
})
