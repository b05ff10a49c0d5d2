import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('views of indexed documents need a bearer, and then say that there is no index', async t => {
  const server = await startHybridServer(t)
  for (const url of ['/api/v1/chunk-context', '/api/v1/pdf-preview']) {
    t.equal((await server.app.inject(url)).statusCode, 401)
    const response = await server.app.inject({ url, headers: await server.bearer('alice') })
    t.equal(response.statusCode, 404)
    t.match(response.json(), { success: false, error: /disabled/ })
  }
})
