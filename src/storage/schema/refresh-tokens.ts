import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One person's consent at one provider. Access tokens are never stored. */
export const refreshTokens = sqliteTable(
  'refresh_tokens',
  {
    userId: text().notNull(),
    issuer: text().notNull(),
    clientId: text().notNull(),
    version: integer().notNull(),
    ciphertext: blob({ mode: 'buffer' }),
    keyId: text(),
    /** JSON array. */
    scopes: text(),
    tokenAudience: text().notNull(),
    flowType: text().notNull(),
    correlationId: text(),
    refreshExpiresAt: integer('rt_expires_at'),
    accessExpiresAt: integer('at_expires_at'),
    status: text({ enum: ['active', 'reauth_required', 'revoked'] }).notNull(),
    lastRefreshAt: integer(),
    lastError: text(),
    provisionedAt: integer().notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    leaseOwner: text(),
    leaseUntil: integer(),
  },
  table => [
    primaryKey({ name: 'refresh_tokens_pk', columns: [table.issuer, table.userId] }),
    index('refresh_tokens_user_id_idx').on(table.userId),
    index('refresh_tokens_rt_expires_at_idx').on(table.status, table.refreshExpiresAt),
  ],
)
