import { fastify } from 'fastify'
import t from 'tap'
import { readJsonBodies } from '../../../plugins/management-api/json-body.js'

async function echo(headers: Record<string, string>, payload?: string) {
  const app = fastify()
  readJsonBodies(app)
  app.post('/', async request => request.jsonBody)
  const response = await app.inject({
    method: 'POST',
    url: '/',
    headers,
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: response.statusCode, ...response.json() }
}

t.test('application/json with no byte behind it is an empty body, as Astrolabe sends it', async t => {
  t.strictSame(await echo({ 'content-type': 'application/json' }), { status: 200, kind: 'empty' })
  t.strictSame(await echo({ 'content-type': 'application/json', 'content-length': '0' }), {
    status: 200,
    kind: 'empty',
  })
})

t.test('a body is read as JSON without and with any Content-Type', async t => {
  const app = { 'content-type': 'text/plain' }
  t.strictSame(await echo(app, '{"a":1}'), { status: 200, kind: 'json', value: { a: 1 } })
  t.strictSame(await echo({}, '[1]'), { status: 200, kind: 'json', value: [1] })
})

t.test('what is no JSON is left to the route to refuse', async t => {
  t.strictSame(await echo({ 'content-type': 'application/json' }, '{"a":'), { status: 200, kind: 'invalid' })
})
