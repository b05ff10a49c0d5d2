import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('the scopes are listed for everybody, sorted, reading and writing per app', async t => {
  const { app } = await startHybridServer(t)
  const body = (await app.inject('/api/v1/scopes')).json()
  t.equal(body.success, true)
  t.equal(body.scopes.length, 22)
  t.strictSame(body.scopes, [...body.scopes].sort())
  t.ok(body.scopes.includes('notes.write'))
})
