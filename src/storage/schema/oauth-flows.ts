import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** An authorization that a browser is going through. `state` and cookie are kept as hashes, the PKCE verifier sealed. */
export const oauthFlows = sqliteTable(
  'oauth_flows',
  {
    stateHash: text().primaryKey(),
    kind: text({ enum: ['provision', 'sign_in'] }).notNull(),
    cookieHash: text().notNull(),
    browserHash: text().notNull(),
    encVerifier: blob({ mode: 'buffer' }).notNull(),
    encVerifierKeyId: text().notNull(),
    nonce: text().notNull(),
    issuer: text().notNull(),
    clientId: text().notNull(),
    correlationId: text(),
    returnTo: text(),
    ticketUser: text(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  table => [
    index('oauth_flows_browser_hash_idx').on(table.browserHash, table.createdAt),
    index('oauth_flows_expires_at_idx').on(table.expiresAt),
  ],
)
