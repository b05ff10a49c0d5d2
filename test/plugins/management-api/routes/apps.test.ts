import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('GAP-38: apps are asked with the stored access, never with the bearer of the caller', async t => {
  const server = await startHybridServer(t)
  const headers = await server.bearer('admin')
  t.equal((await server.app.inject({ url: '/api/v1/apps', headers })).statusCode, 428, 'without stored access')
  await server.provision('admin')
  const response = await server.app.inject({ url: '/api/v1/apps', headers })
  t.equal(response.statusCode, 200)
  t.ok(response.json().apps.includes('notes'))
})

t.test('a person who is no administrator gets the apps that capabilities name', async t => {
  const server = await startHybridServer(t)
  await server.provision('alice')
  const response = await server.app.inject({ url: '/api/v1/apps', headers: await server.bearer('alice') })
  t.equal(response.statusCode, 200)
  t.ok(response.json().apps.includes('notes'))
})

t.test('a stored app password serves where there is no grant', async t => {
  const server = await startHybridServer(t)
  const headers = server.basic('alice', server.sandbox.createAppPassword('alice'))
  await server.app.inject({ method: 'POST', url: '/api/v1/users/alice/app-password', headers })
  const response = await server.app.inject({ url: '/api/v1/apps', headers: await server.bearer('alice') })
  t.equal(response.statusCode, 200)
})

t.test('an outage of Nextcloud is 502, and the token of the caller stays good', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  const headers = await server.bearer('admin')
  t.equal((await server.app.inject({ url: '/api/v1/apps', headers })).statusCode, 200)
  server.sandbox.failNext({ path: /\/ocs\//, status: 500, count: 10 })
  t.equal((await server.app.inject({ url: '/api/v1/apps', headers })).statusCode, 502)
  server.sandbox.failNext({ path: /nothing/, count: 0 })
})
