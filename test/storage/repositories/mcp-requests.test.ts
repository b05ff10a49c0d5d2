import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { requestOf } from '../authorization-server-fixtures.js'

t.test('a request is found as often as one looks, and taken once', async t => {
  const { requests } = (await openTestStorage(t)).storage.authorizationServer
  const request = requestOf({ state: null, alwaysAsk: true })
  await requests.add(request)
  t.strictSame(await requests.find('request-1'), request)
  t.equal(await requests.count(), 1)
  const taken = await Promise.all([requests.take('request-1'), requests.take('request-1')])
  t.strictSame(taken, [request, undefined])
  t.equal(await requests.find('request-1'), undefined)
  t.equal(await requests.count(), 0)
})

t.test('an approval replaces the one before, gives more time, and comes too late for what was taken', async t => {
  const { requests } = (await openTestStorage(t)).storage.authorizationServer
  await requests.add(requestOf())
  t.equal(await requests.approve('request-1', 'first', 800), true)
  t.equal(await requests.approve('request-1', 'second', 900), true)
  t.match(await requests.take('request-1'), { approvalHash: 'second', expiresAt: 900 })
  t.equal(await requests.approve('request-1', 'third', 1_000), false)
})

t.test('where room is needed, the oldest that nobody allowed go first', async t => {
  const { requests } = (await openTestStorage(t)).storage.authorizationServer
  for (const [requestHash, createdAt] of [
    ['allowed', 100],
    ['second', 300],
    ['first', 200],
    ['fresh', 900],
  ] as const)
    await requests.add(requestOf({ requestHash, createdAt }))
  await requests.approve('allowed', 'approval', 1_000)
  t.equal(await requests.removeOldestUnanswered(900, 1), 1)
  t.equal(await requests.find('first'), undefined)
  t.equal(await requests.removeOldestUnanswered(900, 9), 1)
  for (const kept of ['allowed', 'fresh']) t.ok(await requests.find(kept))
})
