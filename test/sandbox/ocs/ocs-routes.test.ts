import Fastify from 'fastify'
import t from 'tap'
import { ocsMethodNotAllowed, ocsRoute } from '../../../src/sandbox/ocs/ocs-routes.js'

t.test('a route answers under both versions, and another method is 405 without a body', async t => {
  const app = Fastify()
  app.decorateRequest('caller', null)
  ocsRoute(app, 'GET', '/things', (_request, caller) => ({ data: caller.uid }))
  ocsMethodNotAllowed(app, ['PUT'], '/things')
  for (const version of ['v1', 'v2']) {
    const url = `/ocs/${version}.php/things?format=json`
    t.equal((await app.inject(url)).json().ocs.data, '', 'nobody has no uid')
    const refused = await app.inject({ method: 'PUT', url })
    t.match(refused, { statusCode: 405, body: '' })
  }
})
