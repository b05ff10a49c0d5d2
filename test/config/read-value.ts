import type { ValueKind } from '../../src/config/values/value-kind.js'

/** The value that a kind reads, or `{ problem, fix }`. */
export function readValue<T>(kind: ValueKind<T>, written: string): T | { problem: string; fix: unknown } {
  const parsed = kind.schema.safeParse(written)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return { problem: issue?.message ?? '', fix: issue?.code === 'custom' ? issue.params?.['fix'] : undefined }
}
