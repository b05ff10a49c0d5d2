import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('without an index the sync status is 404 in the words of the contract', async t => {
  const { app } = await startHybridServer(t)
  const response = await app.inject('/api/v1/vector-sync/status')
  t.equal(response.statusCode, 404)
  t.strictSame(response.json(), { error: 'Vector sync is disabled on this server' })
})
