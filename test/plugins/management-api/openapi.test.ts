import t from 'tap'
import { startHybridServer } from '../../helpers/hybrid-server.js'

t.test('the description names this server, its version and both ways to prove oneself', async t => {
  const { app, url } = await startHybridServer(t)
  t.match((await app.inject('/api/v1/openapi.json')).json(), {
    info: { title: 'nextcloud-mcp-server management API', version: /^\d/ },
    servers: [{ url }],
    components: { securitySchemes: { bearer: { scheme: 'bearer' }, basic: { scheme: 'basic' } } },
    paths: {
      '/api/v1/status': { get: { security: [] } },
      '/api/v1/webhooks': { post: { security: [{ bearer: [] }] } },
      '/api/v1/users/{userId}/access': { get: { security: [{ basic: [] }] } },
    },
  })
})
