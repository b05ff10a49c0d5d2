import t from 'tap'
import { createNarrator } from '../../../../src/cli/demo/narrator.js'
import { inspectGrant } from '../../../../src/cli/demo/steps/inspect-grant.js'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('the row is shown with its ciphertext, and the ciphertext is the stored one', async t => {
  const { app, sandbox, url, provision } = await startHybridServer(t)
  await provision('admin')
  const lines: string[] = []
  const user = (uid: string) => sandbox.users.find(one => one.uid === uid)!
  const world = { app, sandbox, serverUrl: url, databasePath: '', user, close: async () => {} }
  await inspectGrant(
    world,
    createNarrator(line => lines.push(line)),
  )
  const { provider } = await app.oauth!.oidc.session()
  const grant = await app.storage!.grants.find(provider.issuer, 'admin')
  t.match(lines.join('\n'), grant!.ciphertext!.toString('hex').slice(0, 96))
})
