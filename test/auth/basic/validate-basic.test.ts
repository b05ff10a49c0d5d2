import t from 'tap'

import { basicSetup } from '../../helpers/basic-setup.js'

const USER = /\/cloud\/user/

const OUTAGES = {
  'a server error': { status: 500 },
  maintenance: { status: 503 },
  'a redirect': { status: 302, headers: { location: 'https://elsewhere.example/' } },
  'something that is not JSON': { status: 200, body: '<html>login</html>' },
  'JSON that is not OCS': { status: 200, body: '{}' },
  'success without a user': { status: 200, body: '{"ocs":{"meta":{"statuscode":200},"data":[]}}' },
  'a dropped connection': { dropConnection: true },
  'not found': { status: 404 },
}
for (const [what, failure] of Object.entries(OUTAGES)) {
  t.test(`BA-5, GAP-48: ${what} is 503 and says nothing about the password`, async t => {
    const { sandbox, good, status, ports } = await basicSetup(t)
    sandbox.failNext({ path: USER, ...failure, count: 1 })
    const result = await good('alice')
    t.match(result, { ok: false, status: 503, code: 'upstream_unavailable' })
    t.ok(!result.ok && (result.retryAfterSeconds ?? 0) > 0)
    ports.advance(1)
    t.equal(await status(good('alice')), 200, 'and is not remembered')
  })
}

t.test('BA-5: a Nextcloud that is gone is 503, however often, and closes nothing', async t => {
  const { sandbox, good, login, status } = await basicSetup(t)
  const { status: known } = { status: await status(good('alice')) }
  t.equal(known, 200)
  await sandbox.close()
  for (let n = 0; n < 30; n += 1) t.equal(await status(login('bob', `p${n}`)), 503)
  t.equal(await status(good('alice')), 200, 'the remembered one still works')
})

t.test('a crowd that waits for a Nextcloud that is gone gets 503, not one after the other', async t => {
  const { sandbox, login, status, probes } = await basicSetup(t)
  sandbox.failNext({ path: USER, status: 500, count: 1000 })
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => status(login(`user${n}`, 'p', `10.0.0.${n}`))),
  )
  t.strictSame(new Set(answers), new Set([503]))
  t.ok(probes().length < 20, `${probes().length} questions`)
})

t.test('BA-5: 403 is 403 with the hint, without a bad mark for Nextcloud', async t => {
  const { sandbox, good, status, probes } = await basicSetup(t)
  sandbox.failNext({ path: USER, status: 403, body: '{"ocs":{"meta":{"statuscode":403},"data":[]}}', count: 1 })
  t.match(await good('alice'), { ok: false, status: 403, code: 'forbidden', description: /app password/ })
  t.equal(await status(good('alice')), 403, 'remembered for a while')
  t.equal(probes().length, 1)
})

t.test('BA-5: 429 stops all questions for as long as Nextcloud says, 60 seconds by default', async t => {
  for (const [headers, seconds] of [
    [{}, 60],
    [{ 'retry-after': '90' }, 90],
  ] as const) {
    const { sandbox, good, login, status, ports, probes } = await basicSetup(t)
    await good('alice')
    const body = '{"ocs":{"meta":{"statuscode":429},"data":[]}}'
    sandbox.failNext({ path: USER, status: 429, headers, body, count: 1 })
    t.match(await good('bob'), { ok: false, status: 429, code: 'too_many_requests', retryAfterSeconds: seconds })
    t.match(await login('admin', 'admin-demo-password'), { status: 429, retryAfterSeconds: seconds })
    t.equal(await status(good('alice')), 200, 'the remembered one still works')
    t.equal(probes().length, 2)
    ports.advance(seconds * 1000)
    t.equal(await status(good('bob')), 200)
  }
})

t.test('AUD-1: a first success and each refusal are on the audit trail, outages are not', async t => {
  const { sandbox, good, login, audit } = await basicSetup(t)
  await good('alice')
  await good('alice')
  await login('bob', 'wrong')
  sandbox.failNext({ path: USER, status: 500, count: 1 })
  await login('bob', 'unknown')
  t.strictSame(audit.entries, [
    { event: 'basic.ok', outcome: 'ok', userId: 'alice', ip: '192.0.2.1' },
    { event: 'basic.failed', outcome: 'denied', userId: 'bob', ip: '192.0.2.1', reason: 'rejected' },
  ])
})

t.test('LOG-4: a name that was made up is audited without what cannot be seen', async t => {
  const { login, audit } = await basicSetup(t)
  await login('al\u2028i\u202ec\u009be\ud83d\ude00', 'wrong')
  const failed = audit.entries.find(({ event }) => event === 'basic.failed')
  t.equal(failed?.userId, 'al\ufffdi\ufffdc\ufffde\ud83d\ude00')
})
