import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { codeOf, requestOf, tokenOf } from '../authorization-server-fixtures.js'

async function withTwoPeople(t: Parameters<typeof openTestStorage>[0]) {
  const server = (await openTestStorage(t)).storage.authorizationServer
  for (const userId of ['alice', 'bob']) {
    const familyId = `family-${userId}`
    await server.codes.add(codeOf({ codeHash: `code-${userId}`, userId, familyId }))
    await server.tokens.redeem(`code-${userId}`, [tokenOf(`rt-${userId}`, { userId, familyId })], 110)
    await server.sessions.add({ sessionHash: `session-${userId}`, userId, createdAt: 100, seenAt: 100 })
    const consent = { userId, clientId: 'client-1', redirectUri: 'https://a.example/cb', clientName: 'A' }
    await server.consents.save({ ...consent, scopes: ['notes.read'], grantedAt: 100 })
  }
  return server
}

t.test('disconnecting a client takes its tokens, codes and consents of that person only', async t => {
  const server = await withTwoPeople(t)
  t.equal(await server.disconnect('alice', 'client-2'), false)
  t.equal(await server.disconnect('alice', 'client-1'), true)
  t.equal(await server.tokens.find('rt-alice'), undefined)
  t.equal(await server.codes.find('code-alice'), undefined)
  t.strictSame(await server.consents.ofUser('alice'), [])
  t.ok(await server.sessions.find('session-alice'), 'the person stays signed in')
  t.ok(await server.tokens.find('rt-bob'))
  t.equal((await server.consents.ofUser('bob')).length, 1)
})

t.test('everything of one person goes, and nothing of another', async t => {
  const server = await withTwoPeople(t)
  t.equal(await server.disconnectAll('alice'), true)
  t.equal(await server.disconnectAll('alice'), false)
  t.equal(await server.sessions.find('session-alice'), undefined)
  t.ok(await server.sessions.find('session-bob'))
  t.ok(await server.tokens.find('rt-bob'))
})

t.test('what has expired is swept: requests, codes, tokens, idle and old sessions', async t => {
  const server = await withTwoPeople(t)
  await server.requests.add(requestOf({ requestHash: 'old', expiresAt: 500 }))
  await server.requests.add(requestOf({ requestHash: 'live', expiresAt: 501 }))
  await server.sessions.seen('session-alice', 450)
  await server.sessions.add({ sessionHash: 'long', userId: 'alice', createdAt: 1, seenAt: 499 })
  const swept = await server.removeExpired(500, { idleSince: 400, startedBefore: 50 })
  t.equal(swept, 1 + 2 + 2, 'a request, both codes, one idle and one old session')
  t.ok(await server.requests.find('live'))
  t.ok(await server.sessions.find('session-alice'))
  t.ok(await server.tokens.find('rt-alice'))
  t.equal(await server.removeExpired(1_000, { idleSince: 0, startedBefore: 0 }), 3, 'then the tokens too')
})
