import { and, asc, count, eq, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { refreshTokens as grants } from '../schema/refresh-tokens.js'
import { readScopes, writeScopes } from '../scopes-column.js'
import type { Grant, Grants, GrantStatus, NewGrant } from '../storage.js'

type Row = typeof grants.$inferSelect

/** `refresh_tokens`: one row per person and provider. Everything that changes a token is durable. */
export function grantsRepository(db: Db, run: Run): Grants {
  const rowOf = (issuer: string, userId: string) => and(eq(grants.issuer, issuer), eq(grants.userId, userId))
  const findStatement = db
    .select()
    .from(grants)
    .where(and(eq(grants.issuer, sql.placeholder('issuer')), eq(grants.userId, sql.placeholder('userId'))))
    .prepare()
  const update = (set: Partial<Row>, where: ReturnType<typeof and>) =>
    db.update(grants).set(set).where(where).run().changes
  const nextVersion = sql<number>`${grants.version} + 1`
  const inVersion = (version: number | undefined) => (version === undefined ? undefined : eq(grants.version, version))
  const wipe = (reason: string, now: number, where: ReturnType<typeof and>) =>
    db
      .update(grants)
      .set({ ...wiped(reason, now), version: nextVersion })
      .where(where)
      .run().changes

  return {
    find: (issuer, userId) => run(() => optional(findStatement.get({ issuer, userId }))),
    ofUser: userId => run(() => db.select().from(grants).where(eq(grants.userId, userId)).all().map(toGrant)),
    save: (grant, now) =>
      run.durably(() => {
        const fresh = newRow(grant, now)
        const { createdAt: _kept, version: _raised, ...replaced } = fresh
        return toGrant(
          db
            .insert(grants)
            .values(fresh)
            .onConflictDoUpdate({ target: [grants.issuer, grants.userId], set: { ...replaced, version: nextVersion } })
            .returning()
            .get(),
        )
      }),
    rotate: (issuer, userId, version, rotation, now) =>
      run.durably(
        () =>
          update(
            {
              ciphertext: rotation.sealed.ciphertext,
              keyId: rotation.sealed.keyId,
              refreshExpiresAt: rotation.refreshExpiresAt,
              accessExpiresAt: rotation.accessExpiresAt,
              version: version + 1,
              status: 'active',
              lastError: null,
              lastRefreshAt: now,
              updatedAt: now,
            },
            and(rowOf(issuer, userId), eq(grants.version, version)),
          ) === 1,
      ),
    markReauthRequired: (issuer, userId, reason, now, version) =>
      run.durably(() => wipe(reason, now, and(rowOf(issuer, userId), inVersion(version))) === 1),
    markUnreadable: (issuer, userId, reason, now) =>
      run(() => {
        update({ status: 'reauth_required', lastError: reason, updatedAt: now }, rowOf(issuer, userId))
      }),
    noteError: (issuer, userId, reason, now, version) =>
      run(() => {
        update({ lastError: reason, updatedAt: now }, and(rowOf(issuer, userId), inVersion(version)))
      }),
    markClientDead: (issuer, clientId, reason, now) =>
      run.durably(() => wipe(reason, now, and(eq(grants.issuer, issuer), eq(grants.clientId, clientId)))),
    remove: (issuer, userId) => run.durably(() => db.delete(grants).where(rowOf(issuer, userId)).run().changes === 1),
    lapsingBefore: (before, limit) =>
      run(() =>
        db
          .select()
          .from(grants)
          .where(and(eq(grants.status, 'active'), isNotNull(grants.ciphertext), lt(grants.refreshExpiresAt, before)))
          .orderBy(asc(grants.refreshExpiresAt))
          .limit(limit)
          .all()
          .map(toGrant),
      ),
    provisionedBefore: (before, limit) =>
      run(() =>
        db
          .select()
          .from(grants)
          .where(lt(grants.provisionedAt, before))
          .orderBy(asc(grants.provisionedAt))
          .limit(limit)
          .all()
          .map(toGrant),
      ),
    countActive: (issuer, clientId) =>
      run(() => {
        const active = and(eq(grants.issuer, issuer), eq(grants.clientId, clientId), eq(grants.status, 'active'))
        return db.select({ rows: count() }).from(grants).where(active).get()?.rows ?? 0
      }),
    countByStatus: () =>
      run(() => {
        const counts: Record<GrantStatus, number> = { active: 0, reauth_required: 0, revoked: 0 }
        const rows = db.select({ status: grants.status, rows: count() }).from(grants).groupBy(grants.status).all()
        for (const { status, rows: size } of rows) counts[status] = size
        return counts
      }),
    acquireLease: (issuer, userId, owner, until, now) =>
      run(() => {
        const free = or(isNull(grants.leaseUntil), lte(grants.leaseUntil, now), eq(grants.leaseOwner, owner))
        return update({ leaseOwner: owner, leaseUntil: until }, and(rowOf(issuer, userId), free)) === 1
      }),
    releaseLease: (issuer, userId, owner) =>
      run(() => {
        update({ leaseOwner: null, leaseUntil: null }, and(rowOf(issuer, userId), eq(grants.leaseOwner, owner)))
      }),
  }
}

const optional = (row: Row | undefined) => row && toGrant(row)

function toGrant({ leaseOwner: _owner, leaseUntil: _until, scopes, ...row }: Row): Grant {
  return { ...row, scopes: readScopes(scopes) }
}

function newRow({ sealed, scopes, ...grant }: NewGrant, now: number): Row {
  return {
    ...grant,
    ciphertext: sealed.ciphertext,
    keyId: sealed.keyId,
    scopes: writeScopes(scopes),
    version: 1,
    status: 'active',
    lastRefreshAt: null,
    lastError: null,
    provisionedAt: now,
    createdAt: now,
    updatedAt: now,
    leaseOwner: null,
    leaseUntil: null,
  }
}

const wiped = (reason: string, now: number) => ({
  ciphertext: null,
  keyId: null,
  status: 'reauth_required' as const,
  lastError: reason,
  updatedAt: now,
})
