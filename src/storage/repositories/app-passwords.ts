import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { appPasswords } from '../schema/app-passwords.js'
import { readScopes, writeScopes } from '../scopes-column.js'
import type { AppPasswords, StoredAppPassword } from '../storage.js'

type Row = typeof appPasswords.$inferSelect

/** `app_passwords`: at most one per person. */
export function appPasswordsRepository(db: Db, run: Run): AppPasswords {
  const findStatement = db
    .select()
    .from(appPasswords)
    .where(eq(appPasswords.userId, sql.placeholder('userId')))
    .prepare()
  const ofUser = (userId: string) => eq(appPasswords.userId, userId)

  return {
    find: userId =>
      run(() => {
        const row = findStatement.get({ userId })
        return row && toStored(row)
      }),
    save: ({ sealed, scopes, origin = 'handed_over', ...row }, now) =>
      run.durably(() => {
        const secret = { password: sealed.ciphertext, passwordKeyId: sealed.keyId }
        const changed = { ...row, ...secret, origin, scopes: writeScopes(scopes), rejectedAt: null, updatedAt: now }
        const saved = db
          .insert(appPasswords)
          .values({ ...changed, createdAt: now })
          .onConflictDoUpdate({ target: appPasswords.userId, set: changed })
          .returning()
          .get()
        return toStored(saved)
      }),
    markRejected: (userId, sealed, now) =>
      run.durably(() => {
        const unmarked = and(
          ofUser(userId),
          eq(appPasswords.password, sealed.ciphertext),
          isNull(appPasswords.rejectedAt),
        )
        return db.update(appPasswords).set({ rejectedAt: now }).where(unmarked).run().changes === 1
      }),
    setScopes: (userId, scopes, now) =>
      run(() => {
        const set = { scopes: writeScopes(scopes), updatedAt: now }
        return db.update(appPasswords).set(set).where(ofUser(userId)).run().changes === 1
      }),
    reseal: (userId, old, fresh) =>
      run.durably(() => {
        const set = { password: fresh.ciphertext, passwordKeyId: fresh.keyId }
        const unchanged = and(ofUser(userId), eq(appPasswords.password, old.ciphertext))
        return db.update(appPasswords).set(set).where(unchanged).run().changes === 1
      }),
    remove: userId => run.durably(() => db.delete(appPasswords).where(ofUser(userId)).run().changes === 1),
  }
}

function toStored({ password, passwordKeyId, scopes, ...row }: Row): StoredAppPassword {
  return { ...row, sealed: { ciphertext: password, keyId: passwordKeyId }, scopes: readScopes(scopes) }
}
