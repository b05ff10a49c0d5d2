import { and, asc, count, eq, inArray, isNull, lt } from 'drizzle-orm'
import type { AuthorizationRequest, AuthorizationRequests } from '../authorization-server-storage.js'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { mcpRequests as requests } from '../schema/mcp-requests.js'
import { readList, writeList } from '../scopes-column.js'

type Row = typeof requests.$inferSelect

/** `mcp_requests`: what clients ask for, until the person decided. */
export function mcpRequestsRepository(db: Db, run: Run): AuthorizationRequests {
  const byHash = (requestHash: string) => eq(requests.requestHash, requestHash)
  return {
    add: request =>
      run(() => {
        db.insert(requests)
          .values({ ...request, scopes: writeList(request.scopes) })
          .run()
      }),
    find: hash => run(() => optional(db.select().from(requests).where(byHash(hash)).get())),
    approve: (hash, approvalHash, expiresAt) =>
      run(() => db.update(requests).set({ approvalHash, expiresAt }).where(byHash(hash)).run().changes > 0),
    take: hash => run(() => optional(db.delete(requests).where(byHash(hash)).returning().get())),
    count: () => run(() => db.select({ rows: count() }).from(requests).get()?.rows ?? 0),
    removeOldestUnanswered: (before, limit) =>
      run(() => {
        const oldest = db
          .select({ requestHash: requests.requestHash })
          .from(requests)
          .where(and(isNull(requests.approvalHash), lt(requests.createdAt, before)))
          .orderBy(asc(requests.createdAt))
          .limit(limit)
        return db.delete(requests).where(inArray(requests.requestHash, oldest)).run().changes
      }),
  }
}

const optional = (row: Row | undefined): AuthorizationRequest | undefined =>
  row && { ...row, scopes: readList(row.scopes) }
