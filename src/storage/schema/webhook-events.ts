import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Events that Nextcloud delivered, until their consumer took them. */
export const webhookEvents = sqliteTable(
  'webhook_events',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    dedupeKey: text().notNull(),
    event: text().notNull(),
    userId: text(),
    /** JSON text. */
    payload: text().notNull(),
    occurredAt: integer().notNull(),
    receivedAt: integer().notNull(),
  },
  table => [uniqueIndex('webhook_events_dedupe_key_uidx').on(table.dedupeKey)],
)
