import t from 'tap'
import Fastify from 'fastify'
import { bearerToken, clientCredentials } from '../../../src/sandbox/oidc/client-credentials.js'

async function read(authorization: string, params = {}) {
  const app = Fastify()
  app.get('/', async request => clientCredentials(request, params))
  return (await app.inject({ url: '/', headers: { authorization } })).json()
}
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`

t.test('a client id in the body switches Basic off', async t => {
  t.strictSame(await read(basic('a:b:c')), { clientId: 'a', clientSecret: 'b:c' })
  t.strictSame(await read(basic('a:b'), { client_id: 'x', client_secret: 'y' }), { clientId: 'x', clientSecret: 'y' })
  t.strictSame(await read(basic('a:b'), { client_id: 'x' }), { clientId: 'x' })
})

t.test('what is no pair is nobody', async t => {
  t.strictSame(await read(basic('nocolon')), {})
  t.strictSame(await read('Bearer x'), {})
})

t.test('the bearer scheme has two spellings', async t => {
  t.equal(bearerToken('Bearer x'), 'x')
  t.equal(bearerToken('bearer x'), 'x')
  for (const other of ['BEARER x', 'Basic x', 'Bearer', undefined]) t.equal(bearerToken(other), undefined)
})
