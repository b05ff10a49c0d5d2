import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Nextcloud app passwords that people handed over, sealed. */
export const appPasswords = sqliteTable('app_passwords', {
  userId: text().primaryKey(),
  loginName: text(),
  password: blob({ mode: 'buffer' }).notNull(),
  passwordKeyId: text().notNull(),
  /** JSON array; null: all scopes. */
  scopes: text(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
})
