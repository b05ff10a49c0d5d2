import { and, asc, eq } from 'drizzle-orm'
import type { Consent, Consents } from '../authorization-server-storage.js'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { mcpConsents as consents } from '../schema/mcp-consents.js'
import { readList, writeList } from '../scopes-column.js'

/** `mcp_consents`: what people allowed their clients. */
export function mcpConsentsRepository(db: Db, run: Run): Consents {
  return {
    find: (userId, clientId, redirectUri) =>
      run(() => {
        const which = and(
          eq(consents.userId, userId),
          eq(consents.clientId, clientId),
          eq(consents.redirectUri, redirectUri),
        )
        const row = db.select().from(consents).where(which).get()
        return row && toConsent(row)
      }),
    save: consent =>
      run.durably(() => {
        const row = { ...consent, scopes: writeList(consent.scopes) }
        const key = [consents.userId, consents.clientId, consents.redirectUri]
        db.insert(consents).values(row).onConflictDoUpdate({ target: key, set: row }).run()
      }),
    ofUser: userId =>
      run(() => {
        const own = eq(consents.userId, userId)
        return db.select().from(consents).where(own).orderBy(asc(consents.grantedAt)).all().map(toConsent)
      }),
  }
}

function toConsent(row: typeof consents.$inferSelect): Consent {
  return { ...row, scopes: readList(row.scopes) }
}
