import t from 'tap'
import Fastify from 'fastify'
import { acceptAnyBody, list, requestParams, text } from '../../../src/sandbox/oidc/request-params.js'

async function read(type: string, payload: string, url = '/') {
  const app = Fastify()
  acceptAnyBody(app)
  app.post('/', async request => requestParams(request))
  return (await app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })).json()
}

t.test('forms and JSON are read, the body before the query', async t => {
  t.strictSame(await read('application/x-www-form-urlencoded', 'a=1&a=2&b%5B%5D=x&b%5B%5D=y', '/?a=0&c=3'), {
    a: '2',
    b: ['x', 'y'],
    c: '3',
  })
  t.strictSame(await read('application/json; charset=utf-8', '{"a":[1]}'), { a: [1] })
})

t.test('anything else is empty, not an error', async t => {
  for (const [type, body] of [
    ['application/json', '{"a": ['],
    ['application/json', '[1]'],
    ['text/plain', 'a=1'],
  ] as const) {
    t.strictSame(await read(type, body), {})
  }
})

t.test('a value of another type is not there', async t => {
  t.equal(text({ a: ['x'] }, 'a'), undefined)
  t.equal(list({ a: 'x' }, 'a'), undefined)
  t.equal(list({ a: ['x', 1] }, 'a'), undefined)
})
