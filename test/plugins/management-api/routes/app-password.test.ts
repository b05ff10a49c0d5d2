import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

const url = '/api/v1/users/alice/app-password'

t.test('what Astrolabe sends is stored, sealed: JSON type, no body, Basic of the person', async t => {
  const server = await startHybridServer(t)
  const password = server.sandbox.createAppPassword('alice')
  const headers = { ...server.basic('alice', password), 'content-type': 'application/json', 'content-length': '0' }
  const response = await server.app.inject({ method: 'POST', url, headers })
  t.equal(response.statusCode, 200)
  t.strictSame(response.json(), { success: true, message: 'App password stored for alice', scopes: null })
  const row = await server.app.storage!.appPasswords.find('alice')
  t.notOk(row!.sealed.ciphertext.includes(password), 'the row holds a ciphertext')
  t.match((await server.app.inject({ url, headers: server.basic('alice', password) })).json(), {
    has_app_password: true,
    user_id: 'alice',
  })
})

t.test('the order of the contract: header, format of Basic, name, format of the password', async t => {
  const server = await startHybridServer(t)
  const post = async (authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization }
    const response = await server.app.inject({ method: 'POST', url, headers })
    return [response.statusCode, response.json().error]
  }
  t.strictSame(await post(), [401, 'Missing BasicAuth credentials'])
  t.strictSame(await post('Bearer x'), [401, 'Missing BasicAuth credentials'])
  t.strictSame(await post('Basic %%%'), [401, 'Invalid BasicAuth format'])
  t.strictSame(await post(server.basic('bob', 'x'.repeat(25)).authorization), [
    403,
    'Username does not match path user_id',
  ])
  t.strictSame(await post(server.basic('alice', 'short').authorization), [400, 'Invalid app password format'])
  t.strictSame(await post(server.basic('alice', 'x'.repeat(25)).authorization), [401, 'Invalid app password'])
})

t.test('GAP-48: an outage of Nextcloud is 502 and not a wrong password', async t => {
  const server = await startHybridServer(t)
  server.sandbox.failNext({ path: /cloud\/user/, status: 503, count: 5 })
  const headers = server.basic('alice', server.sandbox.createAppPassword('alice'))
  const response = await server.app.inject({ method: 'POST', url, headers })
  t.equal(response.statusCode, 502)
  t.match(response.json(), { success: false, error: 'Failed to validate credentials' })
})

t.test('a login name that differs from the uid is used at Nextcloud, and kept', async t => {
  const server = await startHybridServer(t)
  const carol = server.sandbox.users.find(user => user.uid !== user.loginName)!
  const password = server.sandbox.createAppPassword(carol.uid)
  const authorization = `Basic ${Buffer.from(`${carol.uid}:${password}`).toString('base64')}`
  const path = `/api/v1/users/${encodeURIComponent(carol.uid)}/app-password`
  const payload = JSON.stringify({ username: carol.loginName, scopes: ['notes.read'] })
  const stored = await server.app.inject({ method: 'POST', url: path, headers: { authorization }, payload })
  t.equal(stored.statusCode, 200)
  t.strictSame(stored.json().scopes, ['notes.read'])
  t.equal((await server.app.inject({ url: path, headers: { authorization } })).statusCode, 200)
})

t.test("one person's password under another person's name is 403", async t => {
  const server = await startHybridServer(t)
  const password = server.sandbox.createAppPassword('bob')
  const headers = server.basic('alice', password)
  const payload = JSON.stringify({ username: 'bob' })
  const response = await server.app.inject({ method: 'POST', url, headers, payload })
  t.equal(response.statusCode, 403)
  t.match(response.json(), { error: 'User ID mismatch' })
})

t.test('a scope that does not exist is 400 with the list of those that do', async t => {
  const server = await startHybridServer(t)
  const headers = server.basic('alice', server.sandbox.createAppPassword('alice'))
  const payload = JSON.stringify({ scopes: ['notes.read', 'everything'] })
  const response = await server.app.inject({ method: 'POST', url, headers, payload })
  t.match(response.json(), { success: false, error: 'Invalid scopes: everything', valid_scopes: Array })
  t.equal(await server.app.storage!.appPasswords.find('alice'), undefined)
})

t.test('deletion is proved at Nextcloud, and says so when there was nothing', async t => {
  const server = await startHybridServer(t)
  const headers = server.basic('alice', server.sandbox.createAppPassword('alice'))
  const remove = async (auth: { authorization: string }) => server.app.inject({ method: 'DELETE', url, headers: auth })
  t.match((await remove(headers)).json(), { success: true, message: 'No app password found to delete' })
  await server.app.inject({ method: 'POST', url, headers })
  const wrong = await remove(server.basic('alice', 'x'.repeat(25)))
  t.equal(wrong.statusCode, 401)
  t.match(wrong.json(), { error: 'Invalid credentials' })
  t.match((await remove(headers)).json(), { success: true, message: 'App password deleted for alice' })
  t.equal(await server.app.storage!.appPasswords.find('alice'), undefined)
})
