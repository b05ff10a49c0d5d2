import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('HYB-9: a ticket is a one-time link of ten minutes that starts a flow', async t => {
  const server = await startHybridServer(t)
  const headers = await server.bearer('alice')
  const response = await server.app.inject({ method: 'POST', url: '/api/v1/provisioning-tickets', headers })
  t.equal(response.statusCode, 201)
  const { authorize_url: link, expires_at: expires } = response.json()
  const lifetime = Date.parse(expires) - Date.now()
  t.ok(lifetime > 590_000 && lifetime <= 600_000, `${lifetime} ms`)
  const { pathname, search } = new URL(link)
  const first = await server.app.inject(pathname + search)
  t.equal(first.statusCode, 302)
  t.match(first.headers.location, /\/apps\/oidc\/authorize/)
  t.not((await server.app.inject(pathname + search)).statusCode, 302, 'the second use starts nothing')
})
