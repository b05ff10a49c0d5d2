import Sqlite from 'better-sqlite3'
import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'

const entry = (event: string, userId: string | null = 'alice') =>
  ({
    at: 100,
    event,
    outcome: 'ok',
    userId,
    clientId: 'c1',
    ip: '192.0.2.1',
    correlationId: null,
    reason: null,
  }) as const

t.test('entries are listed newest first, page by page', async t => {
  const { storage } = await openTestStorage(t)
  for (const event of ['one', 'two', 'three']) await storage.audit.append(entry(event))
  const page = await storage.audit.list({ limit: 2 })
  t.match(page, [{ event: 'three' }, { event: 'two' }])
  t.match(await storage.audit.list({ limit: 2, beforeId: page[1]!.id }), [{ ...entry('one') }])
})

t.test("a person's own entries are told from others'", async t => {
  const { storage } = await openTestStorage(t)
  for (const userId of ['alice', 'bob', null]) await storage.audit.append(entry('e', userId))
  t.match(await storage.audit.list({ userId: 'bob', limit: 9 }), [{ userId: 'bob' }])
  t.equal((await storage.audit.list({ limit: 9 })).length, 3)
})

t.test('the database itself refuses to change or delete an entry', async t => {
  const { storage, path } = await openTestStorage(t)
  await storage.audit.append(entry('e'))
  const raw = new Sqlite(path)
  t.teardown(() => raw.close())
  t.throws(() => raw.exec("UPDATE audit_log SET outcome = 'failed'"), /append-only/)
  t.throws(() => raw.exec('DELETE FROM audit_log'), /append-only/)
})
