import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Access and refresh tokens that we gave out, as hashes. A rotated refresh token stays until it expires, so that its reuse is noticed. */
export const mcpTokens = sqliteTable(
  'mcp_tokens',
  {
    tokenHash: text().primaryKey(),
    kind: text({ enum: ['access', 'refresh'] }).notNull(),
    /** All tokens that descend from one authorization code. */
    familyId: text().notNull(),
    clientId: text().notNull(),
    userId: text().notNull(),
    /** JSON array. */
    scopes: text().notNull(),
    resource: text().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    usedAt: integer(),
  },
  table => [
    index('mcp_tokens_family_id_idx').on(table.familyId),
    index('mcp_tokens_user_id_idx').on(table.userId, table.clientId),
    index('mcp_tokens_expires_at_idx').on(table.expiresAt),
  ],
)
