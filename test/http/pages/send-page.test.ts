import fastify from 'fastify'
import t from 'tap'
import { sendPage } from '../../../src/http/pages/send-page.js'

t.test('RT-24: nothing on a page can run, be framed or load from elsewhere', async t => {
  const app = fastify().get('/', async (_request, reply) => sendPage(reply, 418, '<p>x</p>'))
  t.teardown(() => app.close())
  t.match(await app.inject('/'), {
    statusCode: 418,
    body: '<p>x</p>',
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    },
  })
})
