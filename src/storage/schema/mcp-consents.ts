import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What a person allowed a client, per redirect URI. */
export const mcpConsents = sqliteTable(
  'mcp_consents',
  {
    userId: text().notNull(),
    clientId: text().notNull(),
    redirectUri: text().notNull(),
    clientName: text().notNull(),
    /** JSON array. */
    scopes: text().notNull(),
    grantedAt: integer().notNull(),
  },
  table => [primaryKey({ name: 'mcp_consents_pk', columns: [table.userId, table.clientId, table.redirectUri] })],
)
