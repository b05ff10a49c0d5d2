import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const HOOKS = '/ocs/v2.php/apps/webhook_listeners/api/v1/webhooks'
const body = { httpMethod: 'POST', uri: 'http://127.0.0.1:1/', event: 'OCP\\Files\\Events\\Node\\NodeCreatedEvent' }

t.test('every route is for administrators alone', async t => {
  const { ask } = await openSandbox(t)
  for (const [method, path] of [
    ['GET', HOOKS],
    ['POST', HOOKS],
    ['GET', `${HOOKS}/1`],
    ['POST', `${HOOKS}/1`],
    ['DELETE', `${HOOKS}/1`],
  ] as const) {
    const question = method === 'POST' ? { body } : {}
    t.match(await ask('alice', method, path, question), { status: 403 }, `${method} ${path}`)
    t.match(await ask(null, method, path, question), { status: 401 }, `${method} ${path}`)
  }
})

t.test('a registration is made, found by its uri, read, and removed', async t => {
  const { ask } = await openSandbox(t)
  const made = await ask('admin', 'POST', HOOKS, { body })
  const { ocs } = made.json as { ocs: { data: { id: number } } }
  const uri = encodeURIComponent(body.uri)
  t.match(await ask('admin', 'GET', `${HOOKS}?uri=${uri}`), { json: { ocs: { data: [{ id: ocs.data.id }] } } })
  t.match(await ask('admin', 'GET', `${HOOKS}?uri=x`), { json: { ocs: { data: [] } } })
  t.match(await ask('admin', 'GET', `${HOOKS}/${ocs.data.id}`), { status: 200 })
  t.match(await ask('admin', 'DELETE', `${HOOKS}/${ocs.data.id}`), { json: { ocs: { data: true } } })
  t.match(await ask('admin', 'GET', `${HOOKS}/${ocs.data.id}`), { status: 404 })
  t.match(await ask('admin', 'PUT', `${HOOKS}/1`, { body }), { status: 405, text: '' })
})
