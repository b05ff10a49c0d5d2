import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** MCP clients that registered with us (RFC 7591). Not to be confused with `oauth_clients`, where we are the client. */
export const mcpClients = sqliteTable(
  'mcp_clients',
  {
    clientId: text().primaryKey(),
    name: text().notNull(),
    /** JSON array. */
    redirectUris: text().notNull(),
    authMethod: text({ enum: ['none', 'client_secret_post', 'client_secret_basic'] }).notNull(),
    /** SHA-256 of the secret; null for a public client. */
    secretHash: text(),
    createdAt: integer().notNull(),
    /** When it last got a code or tokens; null: never. */
    usedAt: integer(),
  },
  table => [index('mcp_clients_used_at_idx').on(table.usedAt, table.createdAt)],
)
