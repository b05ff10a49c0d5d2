import { and, count, eq, gt, isNull, max, sql } from 'drizzle-orm'
import type { Exchanged, IssuedToken, IssuedTokens } from '../authorization-server-storage.js'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { mcpCodes as codes } from '../schema/mcp-codes.js'
import { mcpTokens as tokens } from '../schema/mcp-tokens.js'
import { readList, writeList } from '../scopes-column.js'

/** `mcp_tokens`: access and refresh tokens. A refresh token, and the code before it, is used once; a second use ends the family (RT-14). */
export function mcpTokensRepository(db: Db, run: Run): IssuedTokens {
  const findStatement = db
    .select()
    .from(tokens)
    .where(eq(tokens.tokenHash, sql.placeholder('tokenHash')))
    .prepare()
  const endFamily = (familyId: string) => db.delete(tokens).where(eq(tokens.familyId, familyId)).run().changes
  const insert = (rows: readonly IssuedToken[]) => {
    for (const row of rows)
      db.insert(tokens)
        .values({ ...row, scopes: writeList(row.scopes) })
        .run()
  }
  const conclude = (isFirst: boolean, next: readonly IssuedToken[]): Exchanged => {
    if (isFirst) insert(next)
    else for (const familyId of new Set(next.map(token => token.familyId))) endFamily(familyId)
    return isFirst ? 'done' : 'reused'
  }

  return {
    find: tokenHash =>
      run(() => {
        const row = findStatement.get({ tokenHash })
        return row && { ...row, scopes: readList(row.scopes) }
      }),
    redeem: (codeHash, next, now) =>
      run.durably(() => {
        const unused = and(eq(codes.codeHash, codeHash), isNull(codes.usedAt))
        return conclude(db.update(codes).set({ usedAt: now }).where(unused).run().changes === 1, next)
      }),
    rotate: (tokenHash, next, now) =>
      run.durably(() => {
        const unused = and(eq(tokens.tokenHash, tokenHash), eq(tokens.kind, 'refresh'), isNull(tokens.usedAt))
        return conclude(db.update(tokens).set({ usedAt: now }).where(unused).run().changes === 1, next)
      }),
    refreshedSince: (familyId, since) =>
      run(() => {
        const recent = and(eq(tokens.familyId, familyId), eq(tokens.kind, 'refresh'), gt(tokens.createdAt, since))
        return db.select({ rows: count() }).from(tokens).where(recent).get()?.rows ?? 0
      }),
    endFamily: familyId => run.durably(() => endFamily(familyId)),
    lastIssued: userId =>
      run(() => {
        const last = { clientId: tokens.clientId, at: max(tokens.createdAt) }
        const rows = db.select(last).from(tokens).where(eq(tokens.userId, userId)).groupBy(tokens.clientId).all()
        return new Map(rows.map(({ clientId, at }) => [clientId, at ?? 0]))
      }),
  }
}
