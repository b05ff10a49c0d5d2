import { eq } from 'drizzle-orm'
import type { BrowserSessions } from '../authorization-server-storage.js'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { browserSessions as sessions } from '../schema/browser-sessions.js'

/** `browser_sessions`: who signed in to our own pages. */
export function browserSessionsRepository(db: Db, run: Run): BrowserSessions {
  const byHash = (sessionHash: string) => eq(sessions.sessionHash, sessionHash)
  return {
    add: session =>
      run(() => {
        db.insert(sessions).values(session).run()
      }),
    find: hash => run(() => db.select().from(sessions).where(byHash(hash)).get()),
    seen: (hash, now) =>
      run(() => {
        db.update(sessions).set({ seenAt: now }).where(byHash(hash)).run()
      }),
    remove: hash => run.durably(() => db.delete(sessions).where(byHash(hash)).run().changes === 1),
  }
}
