import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Authorization requests of MCP clients, between `/oauth/authorize` and the person's decision. Id and cookie are kept as hashes. */
export const mcpRequests = sqliteTable(
  'mcp_requests',
  {
    requestHash: text().primaryKey(),
    cookieHash: text().notNull(),
    clientId: text().notNull(),
    clientName: text().notNull(),
    redirectUri: text().notNull(),
    /** The client's own; echoed. */
    state: text(),
    /** JSON array. */
    scopes: text().notNull(),
    codeChallenge: text().notNull(),
    resource: text().notNull(),
    alwaysAsk: integer({ mode: 'boolean' }).notNull(),
    /** Hash of what the sign-in brings back that the person's Allow started; null before. */
    approvalHash: text(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  table => [index('mcp_requests_expires_at_idx').on(table.expiresAt)],
)
