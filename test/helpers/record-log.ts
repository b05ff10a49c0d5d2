import type { Log } from '../../src/lib/log.js'

/** A log that the test can read: each line as JSON. */
export function recordLog(): Log & { lines: string[] } {
  const lines: string[] = []
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }))
  return { lines, debug: write, info: write, warn: write, error: write }
}
