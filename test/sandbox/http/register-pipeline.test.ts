import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const NO_HEADER = { headers: { 'ocs-apirequest': '' } }

t.test('Basic on OCS needs OCS-APIRequest, a bearer does not', async t => {
  const { sandbox, ask } = await openSandbox(t)
  t.match(await ask('alice', 'GET', '/ocs/v2.php/cloud/user', NO_HEADER), {
    status: 412,
    json: { message: 'CSRF check failed' },
  })
  const authorization = `Bearer ${sandbox.createAppPassword('alice')}`
  const bearer = { headers: { ...NO_HEADER.headers, authorization } }
  t.match(await ask(null, 'GET', '/ocs/v2.php/cloud/user', bearer), { status: 200 })
})

t.test('on app routes it is the other way round', async t => {
  const { sandbox, ask } = await openSandbox(t)
  const path = '/index.php/apps/notes/api/v1/notes'
  t.match(await ask('alice', 'GET', path, NO_HEADER), { status: 200 })
  const authorization = `Bearer ${sandbox.createAppPassword('alice')}`
  t.match(await ask(null, 'GET', path, { headers: { authorization, 'ocs-apirequest': '' } }), {
    status: 401,
    json: { message: 'CORS requires basic auth' },
  })
  t.match(await ask(null, 'GET', path, { headers: { authorization } }), { status: 200 })
})

t.test('whom it answered is in x-user-id, but not on DAV', async t => {
  const { ask } = await openSandbox(t)
  t.equal((await ask('alice', 'GET', '/ocs/v2.php/cloud/user')).headers.get('x-user-id'), 'alice')
  t.equal((await ask('alice', 'PROPFIND', '/remote.php/dav/files/alice/')).headers.get('x-user-id'), null)
})

t.test('latency is added to every answer', async t => {
  const { sandbox, ask } = await openSandbox(t, { settings: { latencyMs: 40 } })
  const began = performance.now()
  await ask(null, 'GET', '/status.php')
  t.ok(performance.now() - began >= 39)
  sandbox.settings.latencyMs = 0
  t.match(await ask(null, 'GET', '/status.php'), { status: 200 })
})
