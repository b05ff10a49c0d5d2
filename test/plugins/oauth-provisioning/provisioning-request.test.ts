import cookie from '@fastify/cookie'
import fastify from 'fastify'
import t from 'tap'
import { provisioningRequest } from '../../../plugins/oauth-provisioning/provisioning-request.js'

t.test('a repeated parameter stays a list, and cookies come by name', async t => {
  const app = fastify()
  t.teardown(() => app.close())
  await app.register(cookie)
  app.get('/', async request => provisioningRequest(request))
  const answer = await app.inject({
    url: '/?a=1&b=2&b=3&c=',
    headers: { cookie: 'x=1; y=2' },
    remoteAddress: '192.0.2.9',
  })
  t.match(answer.json(), {
    query: { a: '1', b: ['2', '3'], c: '' },
    cookies: { x: '1', y: '2' },
    ip: '192.0.2.9',
    requestId: /\S/,
  })
})
