import t from 'tap'
import { DatabaseTooNew } from '../../src/errors/storage-errors.js'
import { openDatabase } from '../../src/storage/open-database.js'
import { createRun } from '../../src/storage/run.js'

const open = () => {
  const { sqlite } = openDatabase(':memory:')
  sqlite.exec('CREATE TABLE x (y UNIQUE)')
  return { sqlite, run: createRun(sqlite) }
}

t.test('a failure of SQLite is a StorageFailed with its cause, our own errors pass', async t => {
  const { sqlite, run } = open()
  await t.rejects(
    run(() => sqlite.exec('SELECT nonsense')),
    { code: 'NCMCP_STORAGE_FAILED', expose: false, cause: Error },
  )
  await t.rejects(
    run(() => {
      throw new DatabaseTooNew('x')
    }),
    { code: 'NCMCP_DATABASE_TOO_NEW' },
  )
})

t.test('durable work is synchronous=FULL, and only that', async t => {
  const { sqlite, run } = open()
  const level = () => sqlite.pragma('synchronous', { simple: true })
  t.equal(await run.durably(level), 2)
  t.equal(await run(level), 1)
  await t.rejects(run.durably(() => sqlite.exec('SELECT nonsense')))
  t.equal(await run(level), 1, 'after a failure too')
})

t.test('durable work is done whole or not at all', async t => {
  const { sqlite, run } = open()
  await t.rejects(run.durably(() => sqlite.exec('INSERT INTO x VALUES (1); INSERT INTO x VALUES (1)')))
  t.equal(sqlite.prepare('SELECT count(*) FROM x').pluck().get(), 0)
})
