import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'

t.test('a session is seen, and is gone once it is removed', async t => {
  const { sessions } = (await openTestStorage(t)).storage.authorizationServer
  await sessions.add({ sessionHash: 'one', userId: 'alice', createdAt: 100, seenAt: 100 })
  await sessions.seen('one', 160)
  t.strictSame(await sessions.find('one'), { sessionHash: 'one', userId: 'alice', createdAt: 100, seenAt: 160 })
  t.strictSame([await sessions.remove('one'), await sessions.remove('one')], [true, false])
  t.equal(await sessions.find('one'), undefined)
})
