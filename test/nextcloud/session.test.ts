import { inspect } from 'node:util'
import t from 'tap'
import { z } from 'zod'
import { Cancelled } from '../../src/errors/nextcloud-errors.js'
import { Secret } from '../../src/lib/secret.js'
import { endpoints } from '../../src/nextcloud/endpoints.js'
import type { Credential } from '../../src/nextcloud/http-client.js'
import { call, callApp, callOcs, type Session } from '../../src/nextcloud/session.js'
import { person } from '../helpers/person.js'
import { startServer } from '../helpers/start-server.js'
import { testHttpClient } from '../helpers/test-http-client.js'

const basic: Credential = { kind: 'basic', loginName: 'alice', password: new Secret('s3cr3t') }
const bearer: Credential = { kind: 'bearer', token: new Secret('s3cr3t') }

async function sessionAt(t: import('tap').Test, status: number, body: string, credential = basic) {
  const server = await startServer(t, (_request, response) => void response.writeHead(status).end(body))
  let rejections = 0
  const session: Session = {
    http: testHttpClient(t).http,
    endpoints: endpoints(server.url),
    browser: endpoints(server.url),
    userId: 'alice',
    credential,
    signal: undefined,
    clientIp: undefined,
    onRejected: () => (rejections += 1),
    now: Date.now,
  }
  return { session, url: `${server.url}/x`, received: server.received, rejections: () => rejections }
}

for (const [status, body, credential, expected] of [
  [401, '', basic, 1],
  [401, '', bearer, 1],
  [403, '', basic, 1],
  [403, '', bearer, 0],
  [503, 'OC\\User\\DisabledUserException: Account disabled', basic, 1],
  [401, '{"message":"CORS requires basic auth"}', basic, 0],
  [404, '', basic, 0],
  [429, '', basic, 0],
  [503, '', basic, 0],
] as const) {
  t.test(
    `${status} ${body} for ${credential.kind} tells ${expected} times that the credential was refused`,
    async t => {
      const { session, url, rejections } = await sessionAt(t, status, body, credential)
      const failure = await call(session, { kind: 'dav' }, { method: 'GET', url }).catch((error: unknown) => error)
      t.equal(rejections(), expected)
      t.notMatch(inspect(failure, { depth: 20, showHidden: true }), /s3cr3t|c3MzY3Iz/)
    },
  )
}

t.test('a JSON body is always announced as JSON', async t => {
  const { session, url, received } = await sessionAt(t, 200, '{"a":1}')
  const { data } = await callApp(session, 'Notes', { method: 'POST', url, body: '{}' }, z.object({ a: z.number() }))
  t.strictSame(data, { a: 1 })
  t.match(received, [{ headers: { 'content-type': 'application/json', accept: 'application/json' } }])
})

t.test('an app’s answer that does not fit is not Nextcloud’s', async t => {
  for (const body of ['[]', '<html>', '{"a":"x"}']) {
    const { session, url } = await sessionAt(t, 200, body)
    const schema = z.object({ a: z.number() })
    await t.rejects(callApp(session, 'Notes', { method: 'GET', url }, schema), { name: 'NextcloudUnavailable' })
  }
})

t.test('OCS names the app that is missing', async t => {
  const { session, url } = await sessionAt(t, 404, '{"ocs":{"meta":{"statuscode":998},"data":[]}}')
  await t.rejects(callOcs(session, { method: 'GET', url }, z.unknown(), 'Talk'), {
    name: 'AppMissing',
    message: /Talk/,
  })
})

t.test('a disabled account is a refused credential on every kind of route', async t => {
  const { sandbox, nextcloud, rejections } = await person(t, { uid: 'bob' })
  sandbox.setEnabled('bob', false)
  await t.rejects(nextcloud.users.current(), { name: 'CredentialRejected' })
  await t.rejects(nextcloud.files.list('/'), { name: 'CredentialRejected' })
  await t.rejects(nextcloud.notes.get(1), { name: 'CredentialRejected' })
  t.equal(rejections(), 3)
})

t.test('maintenance is an outage on every kind of route', async t => {
  const { sandbox, nextcloud, rejections } = await person(t)
  sandbox.settings.maintenance = true
  await t.rejects(nextcloud.users.current(), { name: 'NextcloudUnavailable' })
  await t.rejects(nextcloud.files.list('/'), { name: 'NextcloudUnavailable' })
  await t.rejects(nextcloud.notes.get(1), { name: 'NextcloudUnavailable' })
  t.equal(rejections(), 0)
})

t.test('a caller who gave up ends the request', async t => {
  const { nextcloud } = await person(t, { signal: AbortSignal.abort() })
  await t.rejects(nextcloud.notes.get(1), Cancelled)
})
