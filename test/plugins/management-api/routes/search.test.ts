import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('without an index search is 404 before credentials are looked at', async t => {
  const { app } = await startHybridServer(t)
  for (const url of ['/api/v1/search', '/api/v1/vector-viz/search']) {
    const response = await app.inject({ method: 'POST', url, payload: { query: 'x' } })
    t.equal(response.statusCode, 404)
    t.strictSame(response.json(), { error: 'Vector sync is disabled on this server' })
  }
})
