import { and, asc, count, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { LoginFlow, LoginFlows } from '../login-flow-storage.js'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { loginFlows as flows } from '../schema/login-flows.js'

type Row = typeof flows.$inferSelect

const OPEN = inArray(flows.stage, ['waiting', 'granted'])

/** `login_flows`: logins in progress, each polled by one process at a time. */
export function loginFlowsRepository(db: Db, run: Run): LoginFlows {
  const ofHash = (flowHash: string) => eq(flows.flowHash, flowHash)
  const heldBy = (flowHash: string, owner: string) => and(ofHash(flowHash), eq(flows.leaseOwner, owner), OPEN)
  const countWhere = (where: ReturnType<typeof and>) =>
    db.select({ rows: count() }).from(flows).where(where).get()?.rows ?? 0

  return {
    add: ({ sealed, ...flow }) =>
      run(() => {
        const secret = { secret: sealed.ciphertext, secretKeyId: sealed.keyId }
        const start = { stage: 'waiting' as const, answerLost: false, attempts: 0 }
        db.insert(flows)
          .values({ ...flow, ...secret, ...start })
          .run()
      }),
    find: flowHash =>
      run(() => {
        const row = db.select().from(flows).where(ofHash(flowHash)).get()
        return row && toFlow(row)
      }),
    countOpen: () => run(() => countWhere(OPEN)),
    trimBrowser: (browserHash, keep) =>
      run(() => {
        const ofBrowser = eq(flows.browserHash, browserHash)
        const oldest = db
          .select({ flowHash: flows.flowHash })
          .from(flows)
          .where(ofBrowser)
          .orderBy(asc(flows.createdAt), asc(sql`rowid`))
          .limit(Math.max(0, countWhere(ofBrowser) - keep))
        db.delete(flows).where(inArray(flows.flowHash, oldest)).run()
      }),
    claimDue: (owner, now, until, limit) =>
      run(() => {
        const free = or(isNull(flows.leaseUntil), lte(flows.leaseUntil, now))
        const due = db
          .select({ flowHash: flows.flowHash })
          .from(flows)
          .where(and(OPEN, lte(flows.nextAt, now), free))
          .orderBy(asc(flows.nextAt))
          .limit(limit)
        const held = { leaseOwner: owner, leaseUntil: until }
        return db.update(flows).set(held).where(inArray(flows.flowHash, due)).returning().all().map(toFlow)
      }),
    postpone: (flowHash, owner, next) =>
      run(() => {
        const set = { ...next, attempts: sql`${flows.attempts} + 1`, leaseOwner: null, leaseUntil: null }
        return db.update(flows).set(set).where(heldBy(flowHash, owner)).run().changes === 1
      }),
    keepGranted: (flowHash, owner, sealed) =>
      run.durably(() => {
        const set = { stage: 'granted' as const, secret: sealed.ciphertext, secretKeyId: sealed.keyId }
        return db.update(flows).set(set).where(heldBy(flowHash, owner)).run().changes === 1
      }),
    end: (flowHash, owner, end) =>
      run.durably(() => {
        const wiped = { secret: null, secretKeyId: null, leaseOwner: null, leaseUntil: null }
        const where = owner === null ? and(ofHash(flowHash), OPEN) : heldBy(flowHash, owner)
        return (
          db
            .update(flows)
            .set({ ...end, ...wiped })
            .where(where)
            .run().changes === 1
        )
      }),
    removeExpired: before => run(() => db.delete(flows).where(lte(flows.expiresAt, before)).run().changes),
  }
}

function toFlow({ secret, secretKeyId, leaseOwner: _owner, leaseUntil: _until, ...row }: Row): LoginFlow {
  const sealed = secret !== null && secretKeyId !== null ? { ciphertext: secret, keyId: secretKeyId } : null
  return { ...row, sealed }
}
