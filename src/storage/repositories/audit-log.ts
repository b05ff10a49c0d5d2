import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { auditLog } from '../schema/audit-log.js'
import type { AuditLog } from '../storage.js'

/** `audit_log`: written once, never changed; the database itself refuses. */
export function auditLogRepository(db: Db, run: Run): AuditLog {
  const { placeholder } = sql
  const insert = db
    .insert(auditLog)
    .values({
      at: placeholder('at'),
      event: placeholder('event'),
      outcome: placeholder('outcome'),
      userId: placeholder('userId'),
      clientId: placeholder('clientId'),
      ip: placeholder('ip'),
      correlationId: placeholder('correlationId'),
      reason: placeholder('reason'),
    })
    .prepare()

  return {
    append: entry =>
      run(() => {
        insert.run({ ...entry })
      }),
    list: ({ userId, beforeId, limit }) =>
      run(() => {
        const ofUser = userId === undefined ? undefined : eq(auditLog.userId, userId)
        const older = beforeId === undefined ? undefined : lt(auditLog.id, beforeId)
        return db.select().from(auditLog).where(and(ofUser, older)).orderBy(desc(auditLog.id)).limit(limit).all()
      }),
  }
}
