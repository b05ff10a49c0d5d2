import t from 'tap'

import { basicSetup, header } from '../../helpers/basic-setup.js'

t.test('BA-4: the principal is the uid that Nextcloud names, and the login name is kept', async t => {
  const { good, login, sandbox, probes } = await basicSetup(t)
  const odd = sandbox.users.find(user => user.uid !== user.loginName)!
  t.match(await good(odd.uid), {
    ok: true,
    login: { loginName: odd.loginName, displayName: odd.displayName, principal: { userId: odd.uid, via: 'basic' } },
  })
  t.match(await login('ALICE', 'alice-demo-password'), {
    ok: true,
    login: { loginName: 'ALICE', principal: { userId: 'alice' } },
  })
  for (const call of probes())
    t.match(call, { path: '/ocs/v2.php/cloud/user', ocsApiRequest: true, authorization: 'basic' })
})

t.test('BA-6: a good credential is asked about once per minute, and once for many at the same time', async t => {
  const { good, ports, probes } = await basicSetup(t)
  await Promise.all(Array.from({ length: 50 }, () => good('alice')))
  ports.advance(59_000)
  await good('alice')
  t.equal(probes().length, 1)
  ports.advance(1_000)
  t.match(await good('alice'), { ok: true })
  t.equal(probes().length, 2)
})

t.test('BA-6: with a time of 0 each request is asked about', async t => {
  const { good, probes } = await basicSetup(t, { BASIC_AUTH_CACHE_TTL: '0' })
  await good('alice')
  await good('alice')
  t.equal(probes().length, 2)
})

t.test('BA-1, BA-3: nothing and a bearer token are both a missing login', async t => {
  const { authenticator, probes } = await basicSetup(t)
  for (const authorization of [undefined, [], 'Bearer abc', '']) {
    t.match(await authenticator.authenticate(authorization, '192.0.2.1'), { status: 401, code: 'unauthorized' })
  }
  t.equal(probes().length, 0)
})

t.test('BA-2, GAP-28: what cannot be read never reaches Nextcloud and stops its sender after ten', async t => {
  const { authenticator, probes, status, good } = await basicSetup(t)
  const send = (authorization: string | string[]) => authenticator.authenticate(authorization, '192.0.2.66')
  t.match(await send(`Basic ${'A'.repeat(8192)}`), { status: 401, code: 'invalid_credentials_format' })
  t.match(await send([header('a', 'b'), header('a', 'b')]), { code: 'invalid_credentials_format' })
  for (let n = 2; n < 10; n += 1) t.equal(await status(send('Basic ?')), 401)
  t.match(await send('Basic ?'), { status: 429, code: 'too_many_requests', retryAfterSeconds: 300 })
  t.equal(await status(good('alice', '192.0.2.66')), 429)
  t.equal(probes().length, 0)
  t.equal(await status(good('alice')), 200, 'from elsewhere')
})

t.test('a wrong password is 401, and a right one after it works', async t => {
  const { login, good, status } = await basicSetup(t)
  t.match(await login('alice', 'wrong'), { status: 401, code: 'unauthorized' })
  t.equal(await status(good('alice')), 200)
})

t.test('a disabled account is 401', async t => {
  const { sandbox, good, status } = await basicSetup(t)
  sandbox.setEnabled('bob', false)
  t.equal(await status(good('bob')), 401)
})

t.test('GAP-27: after a password change the next call fails and the memory of the old one is gone', async t => {
  const { sandbox, login, good, authenticator, status, probes } = await basicSetup(t)
  const before = await good('alice')
  sandbox.setPassword('alice', 'another-password')
  t.equal(await status(login('alice', 'alice-demo-password')), 200, 'remembered')
  authenticator.rejected(before.ok ? before.login.principal.credentialHash : '')
  t.equal(await status(login('alice', 'alice-demo-password')), 401)
  t.equal(await status(login('alice', 'another-password')), 200)
  t.equal(probes().length, 3)
})

t.test('a refusal during a call that was about something else does no lasting harm', async t => {
  const { good, authenticator, status, login } = await basicSetup(t)
  const alice = await good('alice')
  for (let n = 0; n < 20; n += 1) {
    authenticator.rejected(alice.ok ? alice.login.principal.credentialHash : '')
    t.equal(await status(good('alice')), 200)
  }
  t.equal(await status(login('bob', 'bob-demo-password')), 200)
})

t.test('a hash that nobody has is ignored', async t => {
  const { good, authenticator, status } = await basicSetup(t)
  for (let n = 0; n < 20; n += 1) authenticator.rejected('made up')
  t.equal(await status(good('alice')), 200)
})

t.test('BA-9: the client address is forwarded when that is configured', async t => {
  const { good, probes } = await basicSetup(t, { NEXTCLOUD_FORWARD_CLIENT_IP: 'true' })
  await good('alice', '198.51.100.7')
  t.match(probes()[0]?.headers, { 'x-forwarded-for': '198.51.100.7' })
})

t.test('no result and no log line shows a password', async t => {
  const { good, login, log, audit } = await basicSetup(t)
  const results = [await good('alice'), await login('alice', 'wrong-but-secret')]
  const everything = JSON.stringify([results, log.lines, audit.entries])
  for (const secret of ['alice-demo-password', 'wrong-but-secret', header('alice', 'alice-demo-password').slice(6)]) {
    t.notOk(everything.includes(secret))
  }
})
