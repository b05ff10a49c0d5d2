import type { Log } from '../lib/log.js'
import type { Clock } from '../lib/ports.js'
import type { AuditEntry, AuditLog } from '../storage/storage.js'

export type AuditFields = Partial<Omit<AuditEntry, 'at' | 'event' | 'outcome'>>

/** Writes the audit trail (AUD-1). Recording never fails the work that is recorded. */
export interface Audit {
  record(event: string, outcome: AuditEntry['outcome'], fields?: AuditFields): void
}

/** @param store - undefined where nothing is stored (pure Basic); the log line remains. */
export function createAudit(store: AuditLog | undefined, log: Log, now: Clock): Audit {
  return {
    record(event, outcome, fields = {}) {
      const entry: AuditEntry = { ...EMPTY, ...fields, at: Math.floor(now() / 1000), event, outcome }
      log.info({ audit: entry }, 'audit')
      store?.append(entry).catch((error: unknown) => log.error({ err: error, event }, 'audit entry was not stored'))
    },
  }
}

const EMPTY = { userId: null, clientId: null, ip: null, correlationId: null, reason: null }
