import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { openDatabase } from '../../src/storage/open-database.js'

t.test('the database runs as its promises need', async t => {
  const { sqlite } = openDatabase(join(t.testdir(), 'a', 'tokens.db'))
  t.teardown(() => sqlite.close())
  const pragma = (name: string) => sqlite.pragma(name, { simple: true })
  t.equal(pragma('journal_mode'), 'wal')
  t.equal(pragma('foreign_keys'), 1)
  t.equal(pragma('secure_delete'), 1)
  t.ok(Number(pragma('busy_timeout')) >= 5000)
})

t.test('database, WAL and shared memory are readable by the owner alone', async t => {
  const path = join(t.testdir(), 'a', 'tokens.db')
  const { sqlite } = openDatabase(path)
  t.teardown(() => sqlite.close())
  sqlite.exec('CREATE TABLE x (y)')
  const files = readdirSync(dirname(path))
  t.strictSame(files.toSorted(), ['tokens.db', 'tokens.db-shm', 'tokens.db-wal'])
  for (const file of files) t.equal(statSync(join(dirname(path), file)).mode & 0o777, 0o600, file)
})

t.test('what is no database is refused without its content', async t => {
  const path = join(t.testdir(), 'tokens.db')
  writeFileSync(path, 'this is a text file and not a database at all, and long enough to be read')
  t.throws(() => openDatabase(path), {
    code: 'NCMCP_STORAGE_FAILED',
    expose: false,
    message: `${path} cannot be opened: it is no SQLite database`,
  })
})

t.test('a path that cannot be made is refused', async t => {
  const folder = t.testdir({ file: '' })
  t.throws(() => openDatabase(join(folder, 'file', 'tokens.db')), { code: 'NCMCP_STORAGE_FAILED' })
})

t.test('a database in memory leaves no file', async t => {
  const { sqlite } = openDatabase(':memory:')
  t.equal(sqlite.memory, true)
  sqlite.close()
})
