import { inspect } from 'node:util'
import t, { type Test } from 'tap'
import { Cancelled } from '../../../src/errors/nextcloud-errors.js'
import { Secret } from '../../../src/lib/secret.js'
import { probeUser } from '../../../src/nextcloud/users/probe-user.js'
import { startServer } from '../../helpers/start-server.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const credential = { kind: 'basic' as const, loginName: 'alice', password: new Secret('right') }
const ocs = (statuscode: number, data: unknown = []) =>
  JSON.stringify({ ocs: { meta: { status: 'ok', statuscode, message: 'UPSTREAM TEXT' }, data } })

async function probe(t: Test, status: number, body: string, headers: Record<string, string> = {}) {
  const server = await startServer(t, (_request, response) => void response.writeHead(status, headers).end(body))
  const result = await probeUser(testHttpClient(t).http, `${server.url}/cloud`, credential)
  return { result, received: server.received }
}

t.test('a right credential names its person, by OCS v2 and Basic', async t => {
  const data = { id: 'alice', displayname: 'Alice', email: 'a@example.org', groups: ['staff'], quota: {} }
  const { result, received } = await probe(t, 200, ocs(200, data))
  const user = { id: 'alice', displayName: 'Alice', email: 'a@example.org', groups: ['staff'] }
  t.strictSame(result, { kind: 'ok', user })
  t.match(received, [
    {
      method: 'GET',
      url: '/cloud/ocs/v2.php/cloud/user?format=json',
      headers: { authorization: /^Basic /, 'ocs-apirequest': 'true', accept: 'application/json' },
    },
  ])
  t.equal(received.length, 1)
})

t.test('a person without name and address is known by the uid', async t => {
  const { result } = await probe(t, 200, ocs(100, { id: 'bob', email: null, groups: [] }))
  t.strictSame(result, { kind: 'ok', user: { id: 'bob', displayName: 'bob', email: null, groups: [] } })
})

for (const [what, status, body, headers, expected] of [
  ['401', 401, ocs(997), {}, { kind: 'rejected' }],
  ['997 in a 200', 200, ocs(997), {}, { kind: 'rejected' }],
  ['403', 403, ocs(403), {}, { kind: 'forbidden' }],
  ['429', 429, ocs(429), {}, { kind: 'throttled', retryAfterSeconds: 60 }],
  ['429 with a time', 429, ocs(429), { 'retry-after': '30' }, { kind: 'throttled', retryAfterSeconds: 30 }],
  ['500', 500, '', {}, { kind: 'unavailable', retryAfterSeconds: 5 }],
  ['maintenance', 503, 'maintenance', {}, { kind: 'unavailable', reason: /maintenance/, retryAfterSeconds: 120 }],
  ['a redirect', 301, '', { location: 'https://x/' }, { kind: 'unavailable', reason: /NEXTCLOUD_HOST/ }],
  ['a web page', 200, '<html>', {}, { kind: 'unavailable' }],
  ['an empty uid', 200, ocs(200, { id: '' }), {}, { kind: 'unavailable' }],
  ['404', 404, '<html>', {}, { kind: 'unavailable', reason: /NCMCP_NOT_FOUND/ }],
  ['412', 412, '{"message":"CSRF check failed"}', {}, { kind: 'unavailable', reason: /OCS-APIRequest/ }],
] as const) {
  t.test(`${what} is ${expected.kind}`, async t => {
    const { result, received } = await probe(t, status, body, headers)
    t.match(result, expected)
    t.equal(received.length, 1, 'asked once: a second wrong password would count twice')
    t.notMatch(inspect(result), /UPSTREAM TEXT/)
  })
}

t.test('no Nextcloud is unavailable', async t => {
  const { url, close } = await startServer(t, () => {})
  await close()
  t.match(await probeUser(testHttpClient(t).http, url, credential), { kind: 'unavailable', reason: /refused/ })
})

t.test('cancelling is no verdict', async t => {
  const { url } = await startServer(t, () => {})
  await t.rejects(probeUser(testHttpClient(t).http, url, credential, { signal: AbortSignal.abort() }), Cancelled)
})
