import { and, count, eq, gt, lte } from 'drizzle-orm'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { tickets } from '../schema/tickets.js'
import type { Tickets } from '../storage.js'

/** `tickets`: each taken once, and only while it is valid. */
export function ticketsRepository(db: Db, run: Run): Tickets {
  return {
    add: ticket =>
      run(() => {
        db.insert(tickets).values(ticket).run()
      }),
    take: (ticketHash, now) =>
      run(() => {
        const row = db.delete(tickets).where(eq(tickets.ticketHash, ticketHash)).returning().get()
        return row && row.expiresAt > now ? row : undefined
      }),
    countForUser: (userId, now) =>
      run(() => {
        const valid = and(eq(tickets.userId, userId), gt(tickets.expiresAt, now))
        return db.select({ rows: count() }).from(tickets).where(valid).get()?.rows ?? 0
      }),
    removeExpired: now => run(() => db.delete(tickets).where(lte(tickets.expiresAt, now)).run().changes),
  }
}
