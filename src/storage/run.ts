import type { Database } from 'better-sqlite3'
import { AppError } from '../errors/app-error.js'
import { StorageFailed } from '../errors/storage-errors.js'

/** How repositories touch the database: each call is one promise, and every failure a {@link StorageFailed}. */
export interface Run {
  <T>(work: () => T): Promise<T>
  /** One transaction, on the disk (synchronous=FULL) before the promise resolves. */
  durably<T>(work: () => T): Promise<T>
}

export function createRun(sqlite: Database): Run {
  const run = async <T>(work: () => T): Promise<T> => {
    try {
      return work()
    } catch (cause) {
      throw cause instanceof AppError
        ? cause
        : new StorageFailed('The database could not be read or written.', { cause })
    }
  }
  return Object.assign(run, { durably: <T>(work: () => T) => run(() => inFullSync(sqlite, work)) })
}

/** Statements are synchronous, so nothing else runs on this connection between the two pragmas. */
function inFullSync<T>(sqlite: Database, work: () => T): T {
  sqlite.pragma('synchronous = FULL')
  try {
    return sqlite.transaction(work).immediate()
  } finally {
    sqlite.pragma('synchronous = NORMAL')
  }
}
