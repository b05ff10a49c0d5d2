import t from 'tap'
import { createAudit } from '../../src/auth/audit.js'
import { StorageFailed } from '../../src/errors/storage-errors.js'
import { silentLog, type Log } from '../../src/lib/log.js'
import { openTestStorage } from '../helpers/open-test-storage.js'

const now = () => 1_700_000_000_900

t.test('an event is stored with the time and whom it concerns', async t => {
  const { storage } = await openTestStorage(t)
  createAudit(storage.audit, silentLog, now).record('provision.success', 'ok', {
    userId: 'alice',
    correlationId: 'corr',
  })
  t.match(await storage.audit.list({ limit: 9 }), [
    {
      at: 1_700_000_000,
      event: 'provision.success',
      outcome: 'ok',
      userId: 'alice',
      clientId: null,
      correlationId: 'corr',
    },
  ])
})

t.test('without storage the log line remains', async t => {
  const lines: object[] = []
  createAudit(undefined, { ...silentLog, info: fields => lines.push(fields) }, now).record('basic.failed', 'denied')
  t.match(lines, [{ audit: { event: 'basic.failed', outcome: 'denied' } }])
})

t.test('an event that cannot be stored does not fail the work, and is reported', async t => {
  const errors: string[] = []
  const log: Log = { ...silentLog, error: (_fields, message) => errors.push(message) }
  const broken = { append: () => Promise.reject(new StorageFailed('full')), list: async () => [] }
  createAudit(broken, log, now).record('provision.success', 'ok')
  await new Promise(resolve => setImmediate(resolve))
  t.match(errors, [/not stored/])
})
