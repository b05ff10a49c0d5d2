import { execFile } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { migrate } from '../../src/storage/migrate.js'
import { migrationsFolder } from '../../src/storage/migrations-folder.js'
import { openDatabase } from '../../src/storage/open-database.js'

const run = promisify(execFile)

t.test('the first start applies everything, the second nothing', async t => {
  const { sqlite } = openDatabase(':memory:')
  const first = migrate(sqlite)
  t.ok(first.applied > 0)
  t.equal(first.applied, first.total)
  t.strictSame(migrate(sqlite), { applied: 0, total: first.total })
})

t.test('a database that a newer release wrote is not touched', async t => {
  const { sqlite } = openDatabase(':memory:')
  migrate(sqlite)
  sqlite.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of-the-future', 99999999999999)")
  t.throws(() => migrate(sqlite), { code: 'NCMCP_DATABASE_TOO_NEW' })
})

t.test('a migration that fails leaves the database as it was', async t => {
  const folder = join(t.testdir(), 'migrations')
  cpSync(migrationsFolder(), folder, { recursive: true })
  const journalPath = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(journalPath, 'utf8'))
  journal.entries.push({ idx: 99, version: '6', when: 88888888888888, tag: '0099_broken', breakpoints: true })
  writeFileSync(journalPath, JSON.stringify(journal))
  writeFileSync(join(folder, '0099_broken.sql'), 'CREATE TABLE fine (x);--> statement-breakpoint\nCREATE NONSENSE;')
  const { sqlite } = openDatabase(':memory:')
  migrate(sqlite)
  t.throws(() => migrate(sqlite, folder))
  t.equal(sqlite.prepare("SELECT name FROM sqlite_master WHERE name = 'fine'").get(), undefined)
  t.equal(migrate(sqlite).applied, 0, 'and the old release goes on with it')
})

t.test('processes that start at once migrate once', async t => {
  const path = join(t.testdir(), 'tokens.db')
  const source = new URL('../../src/storage/', import.meta.url)
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const script = `
    const { openDatabase } = await import('${source}open-database.${extension}')
    const { migrate } = await import('${source}migrate.${extension}')
    console.log(migrate(openDatabase(process.argv[1]).sqlite).applied)`
  const start = () => run(process.execPath, [...process.execArgv, '--input-type=module', '-e', script, path])
  const results = await Promise.all([start(), start(), start()])
  const applied = results.map(({ stdout }) => Number(stdout.trim()))
  t.equal(applied.filter(count => count > 0).length, 1, `applied ${applied.join(', ')}`)
})
