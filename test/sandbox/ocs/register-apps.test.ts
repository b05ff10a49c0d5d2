import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

t.test('the app list is for administrators, the navigation for everybody', async t => {
  const { ask } = await openSandbox(t)
  const list = await ask('admin', 'GET', '/ocs/v2.php/cloud/apps?filter=enabled')
  const { ocs } = list.json as { ocs: { data: { apps: string[] } } }
  t.ok(['notes', 'oidc', 'webhook_listeners'].every(app => ocs.data.apps.includes(app)))
  t.match(await ask('alice', 'GET', '/ocs/v2.php/cloud/apps'), {
    status: 403,
    json: { ocs: { meta: { message: 'Logged in account must be an admin' } } },
  })
  t.match(await ask('alice', 'GET', '/ocs/v2.php/core/navigation/apps'), { status: 200 })
})
