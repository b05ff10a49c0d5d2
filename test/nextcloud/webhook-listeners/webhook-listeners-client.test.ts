import t from 'tap'
import { Secret } from '../../../src/lib/secret.js'
import { person } from '../../helpers/person.js'

const NEW = {
  uri: 'http://127.0.0.1:9/hook',
  event: 'OCP\\Files\\Events\\Node\\NodeCreatedEvent',
  eventFilter: {},
  headers: {},
  authHeaders: {},
}

t.test('a registration without filter, headers and secret has none of them', async t => {
  const { nextcloud } = await person(t, { uid: 'admin' })
  const created = await nextcloud.webhooks.create(NEW)
  t.match(created, {
    uri: NEW.uri,
    event: NEW.event,
    httpMethod: 'POST',
    eventFilter: {},
    headers: null,
    authMethod: 'none',
  })
  t.strictSame(await nextcloud.webhooks.list(), [created])
})

t.test('filter, headers and secret are stored, and the secret does not come back', async t => {
  const { nextcloud } = await person(t, { uid: 'admin' })
  const eventFilter = { 'event.node.path': '/^\\/.*\\/files\\/Notes\\//' }
  const created = await nextcloud.webhooks.create({
    ...NEW,
    event: `\\${NEW.event}`,
    eventFilter,
    headers: { 'X-Custom': 'yes' },
    authHeaders: { Authorization: new Secret('Bearer s3cr3t') },
  })
  t.match(created, { event: NEW.event, eventFilter, headers: { 'X-Custom': 'yes' }, authMethod: 'header' })
  t.notMatch(JSON.stringify(created), /s3cr3t/)
  t.notMatch(JSON.stringify(await nextcloud.webhooks.list()), /s3cr3t/)
})

t.test('removing tells whether there was one', async t => {
  const { nextcloud } = await person(t, { uid: 'admin' })
  const { id } = await nextcloud.webhooks.create(NEW)
  t.equal(await nextcloud.webhooks.remove(id), true)
  t.equal(await nextcloud.webhooks.remove(id), false)
  t.strictSame(await nextcloud.webhooks.list(), [])
})

t.test('an event that Nextcloud does not offer is the caller’s mistake', async t => {
  const { nextcloud } = await person(t, { uid: 'admin' })
  await t.rejects(nextcloud.webhooks.create({ ...NEW, event: 'OCP\\Nothing\\NoEvent' }), { name: 'InvalidRequest' })
})

t.test('who is no administrator may do nothing', async t => {
  const { nextcloud } = await person(t)
  await t.rejects(nextcloud.webhooks.list(), { name: 'Forbidden' })
  await t.rejects(nextcloud.webhooks.create(NEW), { name: 'Forbidden' })
  await t.rejects(nextcloud.webhooks.remove(1), { name: 'Forbidden' })
})

t.test('a Nextcloud without webhooks says so', async t => {
  const { nextcloud, sandbox } = await person(t, { uid: 'admin' })
  const body = '{"ocs":{"meta":{"statuscode":998},"data":[]}}'
  sandbox.failNext({ path: /webhook_listeners/, status: 404, body })
  await t.rejects(nextcloud.webhooks.list(), { name: 'AppMissing' })
})
