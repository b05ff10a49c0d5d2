import t from 'tap'

import { basicSetup } from '../../helpers/basic-setup.js'

/** What Nextcloud 32 was recorded to do: the twelfth attempt after eleven failures is 429 for everybody behind the address. */
const LIMIT = 11
const HALF_HOUR = 30 * 60_000

t.test('GAP-25: 100 identical bad requests cost one attempt per 30 seconds, and others are not affected', async t => {
  const { login, good, status, probes, ports } = await basicSetup(t)
  await good('alice')
  const bad = () => status(login('bob', 'wrong'))
  const answers = await Promise.all(Array.from({ length: 100 }, bad))
  t.strictSame(new Set(answers), new Set([401]))
  for (let n = 0; n < 100; n += 1) t.equal(await bad(), 401)
  t.equal(probes().length, 2)
  ports.advance(30_000)
  await bad()
  t.equal(probes().length, 3)
  t.equal(await status(good('alice')), 200)
  t.equal(await status(good('bob')), 200, 'not even the same person with the right password')
  t.equal(await status(good('u-1f3a')), 200, 'nor a newcomer')
})

t.test('a client that repeats one wrong password for a day never stops anybody', async t => {
  const { login, good, status, ports, sandbox } = await basicSetup(t)
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    t.not(await status(login('alice', 'wrong', '192.0.2.66')), 200)
    if (minute % 60 === 59) t.equal(await status(good('bob')), 200, `hour ${minute / 60}`)
    ports.advance(60_000)
  }
  t.notOk(sandbox.calls.some(call => call.status === 429))
})

const MIXTURES: Record<string, (n: number) => { username: string; password: string; ip: string }> = {
  'many passwords for one person from one address': n => ({ username: 'alice', password: `p${n}`, ip: '192.0.2.66' }),
  'many passwords for one person from many addresses': n => ({
    username: 'alice',
    password: `p${n}`,
    ip: `10.0.${n >> 8}.${n & 255}`,
  }),
  'one password for many persons from one address': n => ({ username: `user${n}`, password: 'p', ip: '192.0.2.66' }),
  'everything different': n => ({ username: `user${n}`, password: `p${n}`, ip: `2001:db8:${n.toString(16)}::1` }),
  'four users, changing passwords': n => ({
    username: ['alice', 'bob', 'admin', 'carol.login'][n % 4]!,
    password: `p${n >> 3}`,
    ip: `10.1.0.${n % 7}`,
  }),
}
for (const [what, attempt] of Object.entries(MIXTURES)) {
  t.test(`${what}: Nextcloud sees fewer failures than make it block us`, async t => {
    const { login, good, status, sandbox, ports } = await basicSetup(t)
    await good('alice')
    const send = (n: number) => {
      const { username, password, ip } = attempt(n)
      return status(login(username, password, ip))
    }
    for (let round = 0; round < 4; round += 1) {
      sandbox.clearCalls()
      for (let burst = 0; burst < 10; burst += 1) {
        await Promise.all(Array.from({ length: 40 }, (_, n) => send(round * 400 + burst * 40 + n)))
        t.equal(await status(good('alice')), 200, 'she who is known goes on working')
        ports.advance(HALF_HOUR / 10)
      }
      const failed = sandbox.calls.filter(call => call.status === 401).length
      t.ok(failed < LIMIT, `${failed} failures`)
      t.notOk(
        sandbox.calls.some(call => call.status === 429),
        'and never says 429',
      )
    }
  })
}

t.test('twenty people who all change their passwords at once do not block the server either', async t => {
  const { sandbox, login, status, ports } = await basicSetup(t)
  const passwords = Array.from({ length: 20 }, () => sandbox.createAppPassword('alice'))
  for (const password of passwords) t.equal(await status(login('alice', password)), 200)
  sandbox.setEnabled('alice', false)
  ports.advance(60_000)
  await Promise.all(passwords.map(password => login('alice', password)))
  for (const password of passwords) t.not(await status(login('alice', password)), 200)
  t.ok(sandbox.calls.filter(call => call.status === 401).length < LIMIT)
})

t.test('guesses against a remembered password are bounded, also next to the person', async t => {
  const { login, good, status, probes } = await basicSetup(t)
  await good('alice', '192.0.2.1')
  for (let n = 0; n < 150; n += 1) await login('alice', `guess${n}`, '192.0.2.1')
  t.equal(await status(good('alice', '192.0.2.1')), 429, 'after 100 misses of the pair')
  for (let n = 0; n < 10; n += 1) await login('alice', `more${n}`, '192.0.2.66')
  t.equal(await status(good('alice', '192.0.2.66')), 429, 'a stranger cannot even try')
  t.ok(probes().length < LIMIT)
})

t.test('with forwarded addresses one client cannot spend what belongs to another', async t => {
  const { login, good, status } = await basicSetup(t, { NEXTCLOUD_FORWARD_CLIENT_IP: 'true' })
  for (let n = 0; n < 20; n += 1) await login(`user${n}`, `p${n}`, '192.0.2.66')
  t.equal(await status(good('alice', '198.51.100.7')), 200)
})

t.test('the audit trail names failures, and throttling once instead of per request', async t => {
  const { login, audit } = await basicSetup(t)
  for (let n = 0; n < 5; n += 1) await login('alice', `p${n}`)
  for (let n = 0; n < 50; n += 1) await login('alice', `more${n}`)
  t.equal(audit.entries.filter(({ event }) => event === 'basic.failed').length, 5)
  t.match(
    audit.entries.filter(({ event }) => event === 'basic.throttled'),
    [{ userId: 'alice', ip: '192.0.2.1' }],
  )
  t.equal(audit.entries.filter(({ event }) => event === 'basic.throttled').length, 1)
})

t.test('a crowd that is turned away by the breaker does not fill the audit trail', async t => {
  const { login, audit } = await basicSetup(t)
  for (let n = 0; n < 500; n += 1) await login(`user${n}`, `p${n}`, `192.0.2.${n % 250}`)
  t.equal(audit.entries.filter(({ event }) => event === 'basic.throttled').length, 1)
  t.ok(audit.entries.length <= 8, `${audit.entries.length} lines`)
})
