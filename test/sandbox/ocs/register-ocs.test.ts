import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

t.test('every OCS route refuses a stranger, but for capabilities', async t => {
  const { ask } = await openSandbox(t)
  for (const path of ['/cloud/user', '/cloud/users', '/cloud/groups', '/cloud/apps', '/core/getapppassword']) {
    t.match(await ask(null, 'GET', `/ocs/v2.php${path}`), { status: 401 }, path)
  }
  t.match(await ask(null, 'GET', '/ocs/v2.php/cloud/capabilities'), { status: 200 })
})
