import Fastify from 'fastify'
import t from 'tap'
import { sendOcs, type OcsAnswer } from '../../../src/sandbox/ocs/send-ocs.js'

async function sent(answer: OcsAnswer, url = '/ocs/v2.php/x?format=json', accept = '*/*') {
  const app = Fastify()
  app.get('/ocs/*', (request, reply) => sendOcs(request, reply, answer))
  return app.inject({ url, headers: { accept } })
}

t.test('success is 200 on version 2 and 100 on version 1', async t => {
  t.match((await sent({ data: 1 })).json(), { ocs: { meta: { status: 'ok', statuscode: 200 }, data: 1 } })
  const v1 = (await sent({}, '/ocs/v1.php/x?format=json')).json()
  t.strictSame(v1.ocs.meta, { status: 'ok', statuscode: 100, message: 'OK', totalitems: '', itemsperpage: '' })
})

t.test('version 1 hides a failure behind 200, but not 401 and 503', async t => {
  for (const [status, shown] of [
    [403, 200],
    [404, 200],
    [429, 200],
    [401, 401],
    [503, 503],
  ] as const) {
    const answer = await sent({ status, message: 'no' }, '/ocs/v1.php/x?format=json')
    t.equal(answer.statusCode, shown)
    t.equal(answer.json().ocs.meta.statuscode, status)
    t.equal((await sent({ status, message: 'no' })).statusCode, status)
  }
})

t.test('JSON is sent to those who ask for it, XML to the rest', async t => {
  t.match((await sent({}, '/ocs/v2.php/x')).headers['content-type'], /^application\/xml/)
  t.match((await sent({ early: true }, '/ocs/v2.php/x')).headers['content-type'], /^text\/xml/)
  t.match((await sent({}, '/ocs/v2.php/x', 'application/json')).headers['content-type'], /^application\/json/)
})
