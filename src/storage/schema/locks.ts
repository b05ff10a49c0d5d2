import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Locks across processes; a lock that nobody released lapses at `heldUntil`. */
export const locks = sqliteTable('locks', {
  name: text().primaryKey(),
  owner: text().notNull(),
  heldUntil: integer().notNull(),
})
