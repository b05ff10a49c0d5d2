import t from 'tap'
import Fastify from 'fastify'
import { isRefusal, refused, sendRefusal } from '../../../src/sandbox/oidc/refusal.js'

t.test('a refusal is 400 unless it says otherwise', async t => {
  const app = Fastify()
  app.get('/', async (_request, reply) => sendRefusal(reply, refused('invalid_client', 'No.')))
  app.get('/other', async (_request, reply) => sendRefusal(reply, refused('invalid_token', 'No.', 401)))
  const answer = await app.inject('/')
  t.equal(answer.statusCode, 400)
  t.strictSame(answer.json(), { error: 'invalid_client', error_description: 'No.' })
  t.equal((await app.inject('/other')).statusCode, 401)
})

t.test('other results are no refusals', async t => {
  t.ok(isRefusal(refused('a', 'b')))
  t.notOk(isRefusal({ error: 'a' }))
})
