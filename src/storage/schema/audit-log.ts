import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Append-only: triggers of the first migration refuse UPDATE and DELETE. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    event: text().notNull(),
    outcome: text({ enum: ['ok', 'failed', 'denied', 'throttled'] }).notNull(),
    userId: text(),
    clientId: text(),
    ip: text(),
    correlationId: text(),
    reason: text(),
  },
  table => [index('audit_log_user_id_idx').on(table.userId, table.id)],
)
