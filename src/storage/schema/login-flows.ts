import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Logins that a person finishes at Nextcloud while we poll (login flow v2). Id and cookie are hashes, tokens and credential sealed. */
export const loginFlows = sqliteTable(
  'login_flows',
  {
    flowHash: text().primaryKey(),
    cookieHash: text().notNull(),
    browserHash: text().notNull(),
    stage: text({ enum: ['waiting', 'granted', 'done', 'failed'] }).notNull(),
    /** What is asked with, then what was given; null when it is over. */
    secret: blob({ mode: 'buffer' }),
    secretKeyId: text(),
    failure: text(),
    userId: text(),
    correlationId: text(),
    returnTo: text(),
    ticketUser: text(),
    answerLost: integer({ mode: 'boolean' }).notNull(),
    attempts: integer().notNull(),
    nextAt: integer().notNull(),
    leaseOwner: text(),
    leaseUntil: integer(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  table => [
    index('login_flows_due_idx').on(table.stage, table.nextAt),
    index('login_flows_browser_hash_idx').on(table.browserHash, table.createdAt),
    index('login_flows_expires_at_idx').on(table.expiresAt),
  ],
)
