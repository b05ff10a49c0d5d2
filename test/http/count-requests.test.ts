import { get } from 'node:http'
import { fastify } from 'fastify'
import t from 'tap'
import { countRequests } from '../../src/http/count-requests.js'
import { recordMetrics } from '../helpers/record-metrics.js'

function counted() {
  const { metrics, counts } = recordMetrics()
  const app = fastify()
  app.addHook('onRequest', countRequests(metrics))
  app.get('/users/:id', async () => ({}))
  return { app, counts }
}

async function ended(counts: readonly unknown[]): Promise<void> {
  for (let turn = 0; turn < 500 && counts.length < 2; turn += 1) await new Promise(resolve => setTimeout(resolve, 5))
}

t.test('a request is counted by the pattern of its route, never by its path or query', async t => {
  const { app, counts } = counted()
  await app.inject('/users/alice?code=secret')
  await ended(counts)
  t.match(counts, [
    ['requestStarted'],
    ['requestEnded', { method: 'GET', route: '/users/:id', status: 200, seconds: Number }],
  ])
  t.notMatch(JSON.stringify(counts), /alice|secret/)
})

t.test('what no route took has no name of its own', async t => {
  const { app, counts } = counted()
  await app.inject('/made-up-by-a-caller')
  await ended(counts)
  t.match(counts, [['requestStarted'], ['requestEnded', { route: '(none)', status: 404 }]])
})

t.test('a caller that hangs up does not stay in progress for ever', async t => {
  const { app, counts } = counted()
  t.teardown(() => app.close())
  const asked = new Promise<void>(resolve => app.get('/slow', () => (resolve(), new Promise(() => {}))))
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const request = get(`${url}/slow`)
  request.on('error', () => {})
  await asked
  request.destroy()
  await ended(counts)
  t.match(counts, [['requestStarted'], ['requestEnded', { route: '/slow', status: 499 }]])
})
