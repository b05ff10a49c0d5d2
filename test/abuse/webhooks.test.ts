import t from 'tap'
import { startVictim, type Victim } from './victim.js'
import { jsonAnswer } from './wire.js'

const EVENT = 'OCP\\Files\\Events\\Node\\NodeCreatedEvent'
const SHARED = 'one-shared-secret-of-more-than-32-characters'
const marker = 'PRIVATE-FILE-NAME'
const delivery = JSON.stringify({
  event: {
    node: { id: 9, path: `/admin/files/Notes/${marker}.md` },
    class: 'OCP\\Files\\Events\\Node\\NodeWrittenEvent',
  },
  user: { uid: 'admin', displayName: 'admin' },
  time: 1795411895,
})
const post = ({ app }: Victim, headers: Record<string, string>, payload = delivery, url = '/webhooks/nextcloud') =>
  app.inject({ method: 'POST', url, headers, payload })
const register = async (victim: Victim, body: object, uid = 'admin') =>
  victim.app.inject({ method: 'POST', url: '/api/v1/webhooks', headers: await victim.bearer(uid), payload: body })
const atNextcloud = async ({ sandbox, basic }: Victim) => {
  const url = `${sandbox.url}/ocs/v2.php/apps/webhook_listeners/api/v1/webhooks?format=json`
  const response = await fetch(url, { headers: { ...basic('admin'), 'ocs-apirequest': 'true' } })
  return JSON.parse(await response.text()).ocs.data
}

t.test('GAP-22: a person who is no administrator registers, lists and removes nothing', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  await victim.provision('alice')
  const made = (await register(victim, { event: EVENT })).json().webhook
  const headers = await victim.bearer('alice')
  for (const [method, url] of [
    ['POST', '/api/v1/webhooks'],
    ['DELETE', `/api/v1/webhooks/${made.id}`],
    ['GET', '/api/v1/webhooks/presets'],
    ['POST', '/api/v1/webhooks/presets/notes_sync/enable'],
    ['POST', '/api/v1/webhooks/presets/notes_sync/disable'],
    ['GET', '/api/v1/audit?scope=all'],
  ] as const) {
    const answer = await victim.app.inject({ method, url, headers, payload: method === 'POST' ? { event: EVENT } : '' })
    t.equal(answer.statusCode, 403, `${method} ${url}`)
  }
  t.equal((await atNextcloud(victim)).length, 1)
})

t.test('GAP-22: whatever address, headers or authorisation the caller writes, Nextcloud is told ours', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  const evil = 'https://evil.example/collect'
  const body = {
    event: EVENT,
    uri: evil,
    url: evil,
    httpMethod: 'GET',
    headers: { Host: evil },
    authMethod: 'none',
    authData: { Authorization: evil },
    userIdFilter: 'x',
  }
  t.equal((await register(victim, body)).statusCode, 200)
  const [listener] = await atNextcloud(victim)
  t.match(listener, { uri: `${victim.url}/webhooks/nextcloud`, httpMethod: 'POST', authMethod: 'header' })
  t.notMatch(JSON.stringify([listener, (await register(victim, body)).json()]), /evil\.example/)
})

t.test('GAP-22: an administrator who is one no longer loses the right within a minute', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  t.equal((await register(victim, { event: EVENT })).statusCode, 200)
  victim.wire.rewrite = (request, response) =>
    /\/users\/admin\/groups/.test(request.url)
      ? jsonAnswer({ ocs: { meta: { status: 'ok', statuscode: 200, message: 'OK' }, data: { groups: ['staff'] } } })
      : response
  victim.later(61_000)
  t.equal((await register(victim, { event: `${EVENT}2` })).statusCode, 403)
})

t.test('GAP-23: without the right secret a delivery is 401, is not queued, and is in no log', async t => {
  const victim = await startVictim(t, { env: { WEBHOOK_SECRET: SHARED } })
  for (const authorization of [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer wrong',
    `Bearer ${SHARED.slice(0, -1)}`,
    `Bearer ${SHARED}x`,
    `Bearer ${SHARED} `.repeat(2),
    SHARED,
    `Basic ${Buffer.from(SHARED).toString('base64')}`,
    `Bearer ${'a'.repeat(8000)}`,
    `Bearer ${SHARED.toUpperCase()}`,
    'Bearer undefined',
    'Bearer null',
    'Bearer [object Object]',
  ]) {
    const answer = await post(victim, authorization === undefined ? {} : { authorization })
    t.strictSame(
      [answer.statusCode, answer.json()],
      [401, { status: 'unauthorized' }],
      String(authorization).slice(0, 30),
    )
  }
  for (const url of ['/webhooks/nextcloud?token=', '/webhooks/nextcloud?access_token=', '/webhooks/nextcloud?secret='])
    t.equal((await post(victim, {}, delivery, url + SHARED)).statusCode, 401)
  t.equal(await victim.app.storage!.events.count(), 0)
  t.equal((await post(victim, { authorization: `Bearer ${SHARED}` })).statusCode, 200)
  t.notOk(victim.lines.join('').includes(marker), 'nor is the body of a good one')
  t.notOk(victim.lines.join('').includes(SHARED))
})

t.test('GAP-23: the hash that the database holds is not the secret', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  await register(victim, { event: EVENT })
  const [row] = await victim.app.storage!.webhooks.all()
  t.equal((await post(victim, { authorization: `Bearer ${row!.secretHash}` })).statusCode, 401)
})

t.test('GAP-23: the secret of a registration that was removed opens nothing', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  const { webhook } = (await register(victim, { event: EVENT })).json()
  const create = victim.wire.sent.find(
    ({ request }) => request.method === 'POST' && request.url.includes('webhook_listeners'),
  )
  const secret = /Bearer [\w-]{43}/.exec(String(create?.request.body))?.[0] ?? ''
  t.equal((await post(victim, { authorization: secret })).statusCode, 200)
  const url = `/api/v1/webhooks/${webhook.id}`
  await victim.app.inject({ method: 'DELETE', url, headers: await victim.bearer('admin') })
  t.equal((await post(victim, { authorization: secret })).statusCode, 401)
})

t.test(
  'GAP-23: the same event a thousand times is one row; bodies that are too large or no events are none',
  async t => {
    const victim = await startVictim(t, { env: { WEBHOOK_SECRET: SHARED } })
    const headers = { authorization: `Bearer ${SHARED}` }
    const statuses = await Promise.all(Array.from({ length: 1000 }, () => post(victim, headers)))
    t.ok(statuses.every(({ statusCode }) => statusCode === 200))
    t.equal((await post(victim, headers, 'x'.repeat(256 * 1024 + 1))).statusCode, 413)
    const odd = [
      '{}',
      '[]',
      'null',
      '7',
      '{"event":{}}',
      '{"__proto__":{"event":1}}',
      `{"event":{"class":"${'x'.repeat(9999)}"}}`,
      '['.repeat(50_000),
    ]
    for (const payload of odd)
      t.match((await post(victim, headers, payload)).statusCode, /^(200|400)$/, payload.slice(0, 20))
    t.equal(await victim.app.storage!.events.count(), 1)
  },
)
