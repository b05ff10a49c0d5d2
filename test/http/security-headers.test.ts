import { fastify } from 'fastify'
import t from 'tap'
import { securityHeaders } from '../../src/http/security-headers.js'

t.test('RT-16: every answer forbids sniffing, referrers and storing, also a 404', async t => {
  const app = fastify()
  t.teardown(() => app.close())
  app.addHook('onRequest', securityHeaders)
  const { headers } = await app.inject('/nothing')
  t.match(headers, {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
})
