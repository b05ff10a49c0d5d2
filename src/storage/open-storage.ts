import type { Database } from 'better-sqlite3'
import type { Clock } from '../lib/ports.js'
import { migrate } from './migrate.js'
import { type Db, openDatabase } from './open-database.js'
import { appPasswordsRepository } from './repositories/app-passwords.js'
import { auditLogRepository } from './repositories/audit-log.js'
import { authorizationServerRepository } from './repositories/authorization-server.js'
import { grantsRepository } from './repositories/grants.js'
import { loginFlowsRepository } from './repositories/login-flows.js'
import { oauthClientsRepository } from './repositories/oauth-clients.js'
import { oauthFlowsRepository } from './repositories/oauth-flows.js'
import { ticketsRepository } from './repositories/tickets.js'
import { webhookEventsRepository } from './repositories/webhook-events.js'
import { webhookRegistrationsRepository } from './repositories/webhook-registrations.js'
import { createRun, type Run } from './run.js'
import { locks } from './schema/locks.js'
import { sealedColumns } from './sealed-columns.js'
import type { Storage } from './storage.js'

export interface StorageOptions {
  /** A file, made with its folder when it is missing, or `:memory:`. */
  path: string
  now: Clock
}

/**
 * Opens the database, brings its schema up to date, and offers the repositories. The process that opens it closes it.
 *
 * @throws {StorageFailed} when it cannot be opened. @throws {DatabaseTooNew} when a newer release wrote it.
 */
export async function openStorage({ path, now }: StorageOptions): Promise<Storage> {
  const { sqlite, db } = openDatabase(path)
  const run = createRun(sqlite)
  try {
    await run(() => migrate(sqlite))
    return { ...repositories(db, run), sealed: sealedColumns(sqlite, run), ...lifetime(sqlite, db, run, now) }
  } catch (cause) {
    sqlite.close()
    throw cause
  }
}

const repositories = (db: Db, run: Run) => ({
  grants: grantsRepository(db, run),
  flows: oauthFlowsRepository(db, run),
  clients: oauthClientsRepository(db, run),
  appPasswords: appPasswordsRepository(db, run),
  loginFlows: loginFlowsRepository(db, run),
  tickets: ticketsRepository(db, run),
  webhooks: webhookRegistrationsRepository(db, run),
  events: webhookEventsRepository(db, run),
  audit: auditLogRepository(db, run),
  authorizationServer: authorizationServerRepository(db, run),
})

const lifetime = (sqlite: Database, db: Db, run: Run, now: Clock): Pick<Storage, 'check' | 'close'> => ({
  /** Writes a row for real: a full disk or a read-only one lets every statement but that succeed. */
  check: () =>
    run(() => {
      const row = { name: 'health', owner: 'health', heldUntil: Math.floor(now() / 1000) }
      db.insert(locks).values(row).onConflictDoUpdate({ target: locks.name, set: row }).run()
    }),
  close: () =>
    run(() => {
      sqlite.close()
    }),
})
