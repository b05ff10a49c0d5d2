import t from 'tap'
import { Secret } from '../../../src/lib/secret.js'
import { deleteAppPassword } from '../../../src/nextcloud/login-flow/delete-app-password.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

t.test('an app password deletes itself, and one that is gone is as good as deleted', async t => {
  const sandbox = await startTestSandbox(t)
  const { http } = testHttpClient(t)
  const { loginName, password } = sandbox.users.find(({ uid }) => uid === 'alice')!
  const remove = (secret: string, url = sandbox.url) =>
    deleteAppPassword(http, url, { kind: 'basic', loginName, password: new Secret(secret) }, Date.now())
  const appPassword = sandbox.createAppPassword('alice')
  t.equal(await remove(appPassword), true)
  t.equal(await remove(appPassword), true, 'it was gone')
  t.equal(await remove(password), false, 'a login password cannot be deleted')
  sandbox.failNext({ path: /apppassword/, status: 503 })
  t.equal(await remove(sandbox.createAppPassword('alice')), false)
  t.equal(await remove(appPassword, 'http://127.0.0.1:9'), false, 'nobody there')
})
