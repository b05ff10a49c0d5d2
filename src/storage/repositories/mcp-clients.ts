import { and, asc, count, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import type { McpClients, RegisteredClient } from '../authorization-server-storage.js'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { mcpClients as clients } from '../schema/mcp-clients.js'
import { readList, writeList } from '../scopes-column.js'

/** `mcp_clients`: clients that registered with us. */
export function mcpClientsRepository(db: Db, run: Run): McpClients {
  return {
    add: client =>
      run.durably(() => {
        db.insert(clients)
          .values({ ...client, redirectUris: writeList(client.redirectUris) })
          .run()
      }),
    find: clientId =>
      run(() => {
        const row = db.select().from(clients).where(eq(clients.clientId, clientId)).get()
        return row && toClient(row)
      }),
    touch: (clientId, now) =>
      run(() => {
        db.update(clients).set({ usedAt: now }).where(eq(clients.clientId, clientId)).run()
      }),
    count: () => run(() => db.select({ rows: count() }).from(clients).get()?.rows ?? 0),
    removeStale: (unusedSince, idleSince) =>
      run(() => {
        const unused = and(isNull(clients.usedAt), lt(clients.createdAt, unusedSince))
        return db
          .delete(clients)
          .where(or(unused, lt(clients.usedAt, idleSince)))
          .run().changes
      }),
    removeOldestUnused: (before, limit) =>
      run(() => {
        const oldest = db
          .select({ clientId: clients.clientId })
          .from(clients)
          .where(and(isNull(clients.usedAt), lt(clients.createdAt, before)))
          .orderBy(asc(clients.createdAt))
          .limit(limit)
        return db.delete(clients).where(inArray(clients.clientId, oldest)).run().changes
      }),
  }
}

function toClient(row: typeof clients.$inferSelect): RegisteredClient {
  return { ...row, redirectUris: readList(row.redirectUris) }
}
