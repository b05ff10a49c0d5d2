import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Authorization codes that we gave out, as hashes. A used one stays until it expires, so that a replay is noticed. */
export const mcpCodes = sqliteTable(
  'mcp_codes',
  {
    codeHash: text().primaryKey(),
    familyId: text().notNull(),
    clientId: text().notNull(),
    userId: text().notNull(),
    redirectUri: text().notNull(),
    codeChallenge: text().notNull(),
    /** JSON array. */
    scopes: text().notNull(),
    resource: text().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    usedAt: integer(),
  },
  table => [
    index('mcp_codes_user_id_idx').on(table.userId, table.clientId),
    index('mcp_codes_expires_at_idx').on(table.expiresAt),
  ],
)
