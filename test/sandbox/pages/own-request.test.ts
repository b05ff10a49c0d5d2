import t from 'tap'
import Fastify from 'fastify'
import { ownRequest } from '../../../src/sandbox/pages/own-request.js'

const person = {
  cookie: 'abc',
  session: { uid: 'alice', requestToken: 'rt' },
  account: {
    uid: 'alice',
    loginName: 'alice',
    email: null,
    displayName: 'A',
    password: 'p',
    admin: false,
    enabled: true,
  },
}

t.test('the call carries the session and its request token, and its answer is parsed', async t => {
  const app = Fastify()
  app.put('/x', async request => ({ headers: request.headers, body: request.body }))
  const { status, body } = await ownRequest(app, person, { method: 'PUT', url: '/x', body: { a: 1 } })
  t.equal(status, 200)
  t.match(body, { headers: { cookie: 'nc_session=abc', requesttoken: 'rt', 'ocs-apirequest': 'true' }, body: { a: 1 } })
})

t.test('an answer that is not JSON is no answer', async t => {
  const app = Fastify()
  app.get('/x', async () => 'plain')
  t.strictSame(await ownRequest(app, person, { method: 'GET', url: '/x' }), { status: 200, body: undefined })
})
