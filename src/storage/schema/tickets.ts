import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Tickets that start provisioning for one person; kept as hashes. */
export const tickets = sqliteTable(
  'tickets',
  {
    ticketHash: text().primaryKey(),
    userId: text().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  table => [
    index('tickets_user_id_idx').on(table.userId, table.expiresAt),
    index('tickets_expires_at_idx').on(table.expiresAt),
  ],
)
