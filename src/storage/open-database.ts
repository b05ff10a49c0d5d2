import Sqlite, { type Database } from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { AppError } from '../errors/app-error.js'
import { openFailure } from './open-failure.js'
import { preparePrivateFile } from './private-file.js'

/** How long a statement waits for another process's write. */
const BUSY_TIMEOUT_MS = 5_000
const PRAGMAS = ['journal_mode = WAL', 'synchronous = NORMAL', 'foreign_keys = ON', 'secure_delete = ON']
export const IN_MEMORY = ':memory:'

export interface OpenDatabase {
  sqlite: Database
  db: Db
}

export type Db = BetterSQLite3Database<Record<string, never>>

/**
 * A SQLite database in WAL mode, readable by its owner alone.
 *
 * @param path - a file, made when it is missing, or `:memory:`.
 * @throws {StorageFailed} when it cannot be opened or is not a database.
 */
export function openDatabase(path: string): OpenDatabase {
  try {
    if (path !== IN_MEMORY) preparePrivateFile(path)
    const sqlite = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS })
    return { sqlite: withPragmas(sqlite), db: drizzle({ client: sqlite, casing: 'snake_case' }) }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw openFailure(path, cause)
  }
}

/** NORMAL loses the last transactions in a power cut, never the file; what must not be lost goes through `durably`. */
function withPragmas(sqlite: Database): Database {
  try {
    for (const pragma of PRAGMAS) sqlite.pragma(pragma)
    return sqlite
  } catch (cause) {
    sqlite.close()
    throw cause
  }
}
