import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Nextcloud app passwords that people handed over, sealed. */
export const appPasswords = sqliteTable('app_passwords', {
  userId: text().primaryKey(),
  loginName: text(),
  password: blob({ mode: 'buffer' }).notNull(),
  passwordKeyId: text().notNull(),
  /** JSON array; null: all scopes. */
  scopes: text(),
  /** `login_flow`: made for us by Nextcloud's login flow, so ours to delete there. */
  origin: text({ enum: ['handed_over', 'login_flow'] })
    .notNull()
    .default('handed_over'),
  /** When Nextcloud refused it. */
  rejectedAt: integer(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
})
