import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

t.test('status.php tells version and maintenance to everybody', async t => {
  const { sandbox, ask } = await openSandbox(t)
  t.match(await ask(null, 'GET', '/status.php'), { status: 200, json: { version: '32.0.1.2', maintenance: false } })
  sandbox.settings.maintenance = true
  t.match(await ask(null, 'GET', '/status.php'), { status: 200, json: { maintenance: true } })
})

t.test('well-known paths of the site redirect into the installation', async t => {
  const { sandbox, ask } = await openSandbox(t, { basePath: '/cloud' })
  const answer = await ask(null, 'GET', '/.well-known/openid-configuration')
  t.equal(answer.status, 301)
  t.equal(answer.headers.get('location'), `${sandbox.url}/index.php/.well-known/openid-configuration`)
  t.match(await ask(null, 'GET', '/index.php/.well-known/nothing'), { status: 404, json: { message: /not supported/ } })
})

t.test('an unknown path is 998 on OCS, empty for JSON and a page for the rest', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'GET', '/ocs/v2.php/nothing'), {
    status: 404,
    json: { ocs: { meta: { statuscode: 998 } } },
  })
  t.match(await ask('alice', 'GET', '/apps/nothing/'), { status: 404, text: '' })
  t.match(await ask('alice', 'GET', '/apps/nothing/', { headers: { accept: 'text/html' } }), { text: /Page not found/ })
})
