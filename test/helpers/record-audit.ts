import type { Audit, AuditFields } from '../../src/auth/audit.js'

export interface RecordedAudit extends Audit {
  entries: ({ event: string; outcome: string } & AuditFields)[]
}

/** An audit trail that the test can read. */
export function recordAudit(): RecordedAudit {
  const entries: RecordedAudit['entries'] = []
  return { entries, record: (event, outcome, fields = {}) => void entries.push({ event, outcome, ...fields }) }
}
