import t from 'tap'
import Fastify from 'fastify'
import { preflight } from '../../../src/sandbox/oidc/cors.js'

t.test('a preflight is answered, other methods get an empty 405', async t => {
  const app = Fastify()
  preflight(app, '/x', ['GET', 'PUT'])
  const asked = await app.inject({ method: 'OPTIONS', url: '/x' })
  t.match(asked, { statusCode: 200, body: '', headers: { 'access-control-allow-origin': '*' } })
  t.match(await app.inject({ method: 'PUT', url: '/x' }), { statusCode: 405, body: '' })
})
