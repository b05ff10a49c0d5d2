import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('access is told with its times and limits; the password never', async t => {
  const server = await startHybridServer(t)
  const password = server.sandbox.createAppPassword('alice')
  const headers = server.basic('alice', password)
  const url = '/api/v1/users/alice/access'
  t.strictSame((await server.app.inject({ url, headers })).json(), {
    success: true,
    user_id: 'alice',
    provisioned: false,
    scopes: null,
    username: null,
  })
  await server.app.inject({ method: 'POST', url: '/api/v1/users/alice/app-password', headers })
  const stored = await server.app.inject({ url, headers })
  t.match(stored.json(), { provisioned: true, scopes: null, created_at: Number, updated_at: Number })
  t.notOk(stored.body.includes(password))
})

t.test('GHSA-x88r: a matching name without the password is not enough', async t => {
  const server = await startHybridServer(t)
  for (const [method, path] of [
    ['GET', 'access'],
    ['GET', 'app-password'],
    ['PATCH', 'scopes'],
  ] as const) {
    const url = `/api/v1/users/alice/${path}`
    const response = await server.app.inject({ method, url, headers: server.basic('alice', 'not-the-password') })
    t.equal(response.statusCode, 401, path)
  }
})

t.test('scopes are limited, refused with reasons, and 404 without a stored password', async t => {
  const server = await startHybridServer(t)
  const headers = server.basic('alice', server.sandbox.createAppPassword('alice'))
  const patch = async (payload: string) => {
    const url = '/api/v1/users/alice/scopes'
    const response = await server.app.inject({ method: 'PATCH', url, headers, payload })
    return [response.statusCode, response.json().error ?? response.json().scopes]
  }
  t.strictSame(await patch('{"scopes":[]}'), [404, 'No app password provisioned for this user'])
  await server.app.inject({ method: 'POST', url: '/api/v1/users/alice/app-password', headers })
  t.strictSame(await patch('{"sco'), [400, 'Invalid JSON body'])
  t.strictSame(await patch('[]'), [400, 'Request body must be a JSON object'])
  t.strictSame(await patch('{"scopes":"notes.read"}'), [400, 'scopes must be a list of strings'])
  t.strictSame(await patch('{"scopes":["a","b"]}'), [400, 'Invalid scopes: a, b'])
  t.strictSame(await patch('{"scopes":["notes.read","notes.read"]}'), [200, ['notes.read']])
  t.strictSame((await server.app.storage!.appPasswords.find('alice'))!.scopes, ['notes.read'])
})
