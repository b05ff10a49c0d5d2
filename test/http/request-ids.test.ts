import { fastify } from 'fastify'
import t from 'tap'
import { requestIds } from '../../src/http/request-ids.js'
import { securityHeaders } from '../../src/http/security-headers.js'

const PREFIX = Buffer.from('prefix').toString('base64url')
const OURS = `${PREFIX}-1`

async function idFor(proxies: string[], remoteAddress: string, given: string | undefined) {
  const app = fastify({ genReqId: requestIds(proxies, size => Buffer.from('prefix').subarray(0, size)) })
  app.addHook('onRequest', securityHeaders)
  app.get('/', async request => ({ id: request.id }))
  const headers = given === undefined ? {} : { 'x-request-id': given }
  const response = await app.inject({ url: '/', remoteAddress, headers })
  t.equal(response.headers['x-request-id'], response.json().id, 'the answer names it as the log does')
  return response.json().id
}

t.test('a trusted proxy names its requests', async t => {
  t.equal(await idFor(['127.0.0.1'], '127.0.0.1', 'proxy-0001'), 'proxy-0001')
  t.equal(await idFor(['10.0.0.0/8'], '10.1.2.3', 'proxy-0001'), 'proxy-0001')
  t.equal(await idFor(['127.0.0.1'], '::ffff:127.0.0.1', 'proxy-0001'), 'proxy-0001')
  t.equal(await idFor(['fd00::/8'], 'fd00::5', 'proxy-0001'), 'proxy-0001')
})

t.test('nobody else chooses the name under which they are logged', async t => {
  t.equal(await idFor(['10.0.0.0/8'], '127.0.0.1', 'proxy-0001'), OURS)
  t.equal(await idFor([], '127.0.0.1', 'proxy-0001'), OURS)
  t.equal(await idFor(['10.0.0.0/8'], 'fd00::5', 'proxy-0001'), OURS)
})

t.test('a name that is not well formed is replaced, whoever gives it', async t => {
  for (const bad of ['short', 'a'.repeat(65), 'with space', '<script>alert', 'semi;colon', undefined])
    t.equal(await idFor(['127.0.0.1'], '127.0.0.1', bad), OURS, JSON.stringify(bad))
})
