import t from 'tap'
import { NextcloudTimeout } from '../../src/errors/nextcloud-errors.js'
import type { HttpRequest, HttpResponse } from '../../src/nextcloud/http-client.js'
import { tracedHttpClient } from '../../src/nextcloud/traced-http-client.js'
import { recordTracing } from '../helpers/record-tracing.js'

const BASE = 'http://nextcloud.test'

function clientThat(answer: () => Promise<HttpResponse>) {
  const { tracing, events } = recordTracing()
  const sent: HttpRequest[] = []
  const send = async (request: HttpRequest) => (sent.push(request), answer())
  let closed = 0
  const client = tracedHttpClient({ send, close: async () => void (closed += 1) }, { tracing, baseUrl: BASE })
  return { client, events, sent, closed: () => closed }
}

t.test('a request is a span by method and app, without its address', async t => {
  const response = { status: 200, headers: {}, body: Buffer.from('') }
  const { client, events, sent, closed } = clientThat(async () => response)
  const request = { method: 'GET', url: `${BASE}/apps/notes/7?q=canary` }
  t.equal(await client.send(request), response)
  t.strictSame(events, [
    [
      'start',
      {
        name: 'GET notes',
        kind: 'client',
        attributes: { 'http.request.method': 'GET', 'ncmcp.nextcloud.app': 'notes' },
      },
    ],
    ['run'],
    ['set', { 'http.response.status_code': 200 }],
    ['end'],
  ])
  t.strictSame(sent, [request], 'nothing of the trace is passed on')
  await client.close()
  t.equal(closed(), 1)
})

t.test('a refusal is an answer and marks the span', async t => {
  const { client, events } = clientThat(async () => ({ status: 404, headers: {}, body: Buffer.from('canary') }))
  t.equal((await client.send({ method: 'GET', url: `${BASE}/remote.php/dav/files/alice/x` })).status, 404)
  t.match(events.slice(2), [['set', { 'http.response.status_code': 404 }], ['fail', '404'], ['end']])
  t.notMatch(JSON.stringify(events), /canary|alice/)
})

t.test('no answer marks the span by its code and stays the same error', async t => {
  const error = new NextcloudTimeout('canary')
  const { client, events } = clientThat(() => Promise.reject(error))
  await t.rejects(client.send({ method: 'GET', url: 'https://idp.test/token?code=canary' }), error)
  t.match(events, [['start', { name: 'GET identity_provider' }], ['run'], ['fail', error.code], ['end']])
  t.notMatch(JSON.stringify(events), /canary/)
})
