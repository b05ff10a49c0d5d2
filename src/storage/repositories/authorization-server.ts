import { and, eq, lt, lte, or, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { AuthorizationServerStorage } from '../authorization-server-storage.js'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { browserSessions } from '../schema/browser-sessions.js'
import { mcpCodes } from '../schema/mcp-codes.js'
import { mcpConsents } from '../schema/mcp-consents.js'
import { mcpRequests } from '../schema/mcp-requests.js'
import { mcpTokens } from '../schema/mcp-tokens.js'
import { browserSessionsRepository } from './browser-sessions.js'
import { mcpClientsRepository } from './mcp-clients.js'
import { mcpCodesRepository } from './mcp-codes.js'
import { mcpConsentsRepository } from './mcp-consents.js'
import { mcpRequestsRepository } from './mcp-requests.js'
import { mcpTokensRepository } from './mcp-tokens.js'

/** All that a client holds of a person. */
const HELD = [mcpConsents, mcpCodes, mcpTokens] as const

/** Everything of the authorization server, and what concerns several of its tables at once. */
export function authorizationServerRepository(db: Db, run: Run): AuthorizationServerStorage {
  const remove = (table: SQLiteTable, where: SQL | undefined) => db.delete(table).where(where).run().changes
  const ofUser = (table: { userId: SQLiteColumn }, userId: string) => eq(table.userId, userId)
  const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0)

  return {
    clients: mcpClientsRepository(db, run),
    requests: mcpRequestsRepository(db, run),
    sessions: browserSessionsRepository(db, run),
    consents: mcpConsentsRepository(db, run),
    codes: mcpCodesRepository(db, run),
    tokens: mcpTokensRepository(db, run),
    disconnect: (userId, clientId) =>
      run.durably(
        () => sum(HELD.map(table => remove(table, and(ofUser(table, userId), eq(table.clientId, clientId))))) > 0,
      ),
    disconnectAll: userId =>
      run.durably(() => sum([...HELD, browserSessions].map(table => remove(table, ofUser(table, userId)))) > 0),
    removeExpired: (now, { idleSince, startedBefore }) =>
      run(() => {
        const idle = or(lt(browserSessions.seenAt, idleSince), lt(browserSessions.createdAt, startedBefore))
        const expired = [mcpRequests, mcpCodes, mcpTokens].map(table => remove(table, lte(table.expiresAt, now)))
        return sum([...expired, remove(browserSessions, idle)])
      }),
  }
}
