import { get } from 'node:http'
import { fastify } from 'fastify'
import t from 'tap'
import { Conflict, NextcloudUnavailable } from '../../src/errors/nextcloud-errors.js'
import { errorHandler } from '../../src/http/error-handler.js'
import { traceFailure, traceRequests } from '../../src/http/trace-requests.js'
import { recordTracing } from '../helpers/record-tracing.js'

const PARENT = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', sampled: true }

function traced() {
  const { tracing, events } = recordTracing()
  const app = fastify()
  app.setErrorHandler(errorHandler)
  traceRequests(app, tracing)
  app.get('/users/:id', async () => ({}))
  app.get('/conflict', async () => Promise.reject(new Conflict('canary')))
  app.get('/outage', async () => Promise.reject(new NextcloudUnavailable('canary')))
  app.get('/broken', async () => Promise.reject(new TypeError('canary')))
  return { app, events }
}

async function ended(events: readonly unknown[][]): Promise<void> {
  for (let turn = 0; turn < 500 && events.at(-1)?.[0] !== 'end'; turn += 1)
    await new Promise(resolve => setTimeout(resolve, 5))
}

async function ask(url: string, headers: Record<string, string> = {}) {
  const { app, events } = traced()
  const { statusCode } = await app.inject({ url, headers })
  await ended(events)
  return { statusCode, events }
}

t.test('a request is a span by method and pattern of the route, never by its path or query', async t => {
  const { events } = await ask('/users/alice?code=canary')
  t.match(events, [
    ['start', { name: 'GET /users/:id', kind: 'server', parent: undefined }],
    ['run'],
    ['set', { 'http.response.status_code': 200 }],
    ['end'],
  ])
  t.match(events[0], [
    'start',
    { attributes: { 'http.request.method': 'GET', 'http.route': '/users/:id', 'ncmcp.request.id': String } },
  ])
  t.notMatch(JSON.stringify(events), /alice|canary/)
})

t.test('it continues the trace of a well-formed traceparent, and no other', async t => {
  const { traceId, spanId } = PARENT
  const header = `00-${traceId}-${spanId}-01`
  t.match((await ask('/users/1', { traceparent: header })).events[0], ['start', { parent: PARENT }])
  t.match((await ask('/users/1', { traceparent: `${header}0` })).events[0], ['start', { parent: undefined }])
})

t.test('what no route took is named by its method alone', async t => {
  const { events } = await ask('/made-up-by-a-caller')
  t.match(events[0], ['start', { name: 'GET' }])
  t.notMatch(JSON.stringify(events), /made-up/)
  t.match(events.slice(-2), [['set', { 'http.response.status_code': 404 }], ['end']])
})

t.test('a refusal tells its code and is no failed span', async t => {
  const { events } = await ask('/conflict')
  t.match(events.slice(-3), [
    ['set', { 'http.response.status_code': 409 }],
    ['set', { 'error.type': 'NCMCP_CONFLICT' }],
    ['end'],
  ])
  t.notMatch(JSON.stringify(events), /canary/)
})

t.test('an outage marks the span by its code', async t => {
  const { events } = await ask('/outage')
  t.match(events.slice(-3), [
    ['set', { 'http.response.status_code': 503 }],
    ['fail', 'NCMCP_NEXTCLOUD_UNAVAILABLE'],
    ['end'],
  ])
  t.notMatch(JSON.stringify(events), /canary/)
})

t.test('our own failure marks the span, without a message', async t => {
  const { events } = await ask('/broken')
  t.match(events.slice(-3), [['set', { 'http.response.status_code': 500 }], ['fail', '500'], ['end']])
  t.notMatch(JSON.stringify(events), /canary/)
})

t.test('a caller that hangs up ends the span', async t => {
  const { app, events } = traced()
  t.teardown(() => app.close())
  const asked = new Promise<void>(resolve => app.get('/slow', () => (resolve(), new Promise(() => {}))))
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const request = get(`${url}/slow`)
  request.on('error', () => {})
  await asked
  request.destroy()
  await ended(events)
  t.match(events.slice(-2), [['set', { 'error.type': 'client_disconnected' }], ['end']])
})

t.test('where nothing is traced, error handlers trace nothing', async t => {
  const app = fastify()
  app.get('/', async request => {
    traceFailure(request, new Conflict('x'))
    return { span: request.span ?? null, failure: request.failure ?? null }
  })
  t.strictSame((await app.inject('/')).json(), { span: null, failure: null })
})
