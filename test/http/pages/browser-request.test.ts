import cookie from '@fastify/cookie'
import fastify from 'fastify'
import t from 'tap'
import { browserRequest, isPrefetch } from '../../../src/http/pages/browser-request.js'

t.test('a repeated parameter stays a list, and cookies come by name', async t => {
  const app = fastify()
  t.teardown(() => app.close())
  await app.register(cookie)
  app.get('/', async request => browserRequest(request))
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

t.test('a browser that guesses is told apart from one that was clicked', async t => {
  for (const purpose of ['prefetch', 'prefetch;prerender', 'preview', 'Prerender'])
    t.ok(isPrefetch({ headers: { 'sec-purpose': purpose } }), purpose)
  t.ok(isPrefetch({ headers: { purpose: 'prefetch' } }))
  for (const headers of [{}, { 'sec-purpose': 'other' }, { purpose: 'prefetched' }]) t.notOk(isPrefetch({ headers }))
})
