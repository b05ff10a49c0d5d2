import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** `webhook_listeners` registrations that we asked Nextcloud for. */
export const webhookRegistrations = sqliteTable(
  'webhook_registrations',
  {
    nextcloudId: integer().primaryKey(),
    presetId: text(),
    event: text().notNull(),
    /** JSON text. */
    filter: text().notNull(),
    uri: text().notNull(),
    secretHash: text().notNull(),
    createdBy: text().notNull(),
    createdAt: integer().notNull(),
  },
  table => [
    index('webhook_registrations_secret_hash_idx').on(table.secretHash),
    index('webhook_registrations_preset_id_idx').on(table.presetId),
  ],
)
