import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Our own registration at a provider (RFC 7591); one per issuer. */
export const oauthClients = sqliteTable('oauth_clients', {
  issuer: text().primaryKey(),
  clientId: text().notNull(),
  secret: blob({ mode: 'buffer' }).notNull(),
  secretKeyId: text().notNull(),
  registrationToken: blob({ mode: 'buffer' }),
  registrationTokenKeyId: text(),
  registrationUri: text(),
  fingerprint: text().notNull(),
  issuedAt: integer().notNull(),
  expiresAt: integer(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
})
