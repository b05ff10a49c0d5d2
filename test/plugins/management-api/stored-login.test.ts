import t from 'tap'
import { loginNameOf, storageOf } from '../../../plugins/management-api/stored-login.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'

t.test('the login name is the one that was stored, else the uid', async t => {
  const { app } = await startHybridServer(t)
  t.equal(await loginNameOf(app, 'u-1'), 'u-1')
  const sealed = { ciphertext: Buffer.from([1]), keyId: 'k' }
  await storageOf(app).appPasswords.save({ userId: 'u-1', loginName: 'carol', sealed, scopes: null }, 1)
  t.equal(await loginNameOf(app, 'u-1'), 'carol')
})
