import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Browsers in which a person signed in to our own pages; kept as hashes of the cookie. */
export const browserSessions = sqliteTable(
  'browser_sessions',
  {
    sessionHash: text().primaryKey(),
    userId: text().notNull(),
    createdAt: integer().notNull(),
    seenAt: integer().notNull(),
  },
  table => [
    index('browser_sessions_user_id_idx').on(table.userId),
    index('browser_sessions_seen_at_idx').on(table.seenAt),
  ],
)
