import t from 'tap'
import { apiRoutes } from '../../../helpers/api-routes.js'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('the served description has exactly the routes that exist', async t => {
  const { app } = await startHybridServer(t)
  const { openapi, paths } = (await app.inject('/api/v1/openapi.json')).json()
  t.equal(openapi, '3.1.0')
  const described = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => ({ method: method.toUpperCase(), url: path.replace(/\{(\w+)\}/g, ':$1') })),
  )
  const undescribed = ['GET /api/v1/openapi.json', 'POST /api/v1/webhooks/callback']
  const existing = apiRoutes(app)
    .filter(({ method }) => method !== 'HEAD')
    .map(({ method, url }) => `${method} ${url}`)
  t.strictSame(
    described.map(({ method, url }) => `${method} ${url}`).sort(),
    existing.filter(route => !undescribed.includes(route)).sort(),
  )
  for (const { method, url } of described) t.ok(app.hasRoute({ method: method as 'GET', url }), `${method} ${url}`)
})

t.test('every operation has a summary, and says how its caller proves itself', async t => {
  const { app } = await startHybridServer(t)
  const { paths } = (await app.inject('/api/v1/openapi.json')).json()
  for (const [path, methods] of Object.entries<Record<string, { summary?: string; security?: object[] }>>(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      t.ok(operation.summary, `${method} ${path} has a summary`)
      t.ok(Array.isArray(operation.security), `${method} ${path} has security`)
    }
  }
})
