import type { Database } from 'better-sqlite3'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { z } from 'zod'
import { DatabaseTooNew } from '../errors/storage-errors.js'
import { migrationsFolder } from './migrations-folder.js'

/** The table of drizzle's own migrator, so that its tools read the same history. */
const HISTORY = '__drizzle_migrations'
const CREATE_HISTORY = `CREATE TABLE IF NOT EXISTS ${HISTORY} (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, created_at NUMERIC)`
const Applied = z.array(z.number())

export interface Migrated {
  /** Migrations that this call applied. */
  applied: number
  /** Migrations that the database has now. */
  total: number
}

/**
 * Brings the schema up to date in one transaction that starts with the write lock, so that two processes may start at once.
 * drizzle's own migrator reads the history before it locks, which is why it is not used.
 *
 * @throws {DatabaseTooNew} when the database holds a migration that this release does not know.
 */
export function migrate(sqlite: Database, folder: string = migrationsFolder()): Migrated {
  const known = readMigrationFiles({ migrationsFolder: folder })
  return sqlite.transaction(() => applyMissing(sqlite, known)).immediate()
}

function applyMissing(sqlite: Database, known: MigrationMeta[]): Migrated {
  sqlite.exec(CREATE_HISTORY)
  const applied = Applied.parse(sqlite.prepare(`SELECT created_at FROM ${HISTORY}`).pluck().all())
  const unknown = applied.some(at => !known.some(migration => migration.folderMillis === at))
  if (unknown)
    throw new DatabaseTooNew('The database was written by a newer release. Run that release, or restore a backup.')
  const missing = known.filter(migration => !applied.includes(migration.folderMillis))
  for (const migration of missing) applyOne(sqlite, migration)
  return { applied: missing.length, total: known.length }
}

function applyOne(sqlite: Database, { sql, hash, folderMillis }: MigrationMeta): void {
  for (const statement of sql) sqlite.exec(statement)
  sqlite.prepare(`INSERT INTO ${HISTORY} (hash, created_at) VALUES (?, ?)`).run(hash, folderMillis)
}
