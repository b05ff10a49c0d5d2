/** A piece of work in another program, to which work here belongs. */
export interface TraceParent {
  /** 32 hex digits. */
  traceId: string
  /** 16 hex digits. */
  spanId: string
  /** The other program records it. */
  sampled: boolean
}

const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-.*)?$/
const ALL_ZERO = /^0*$/
const MAX_LENGTH = 128

/**
 * What a caller says that this request belongs to; for logs and traces only, so anybody may say so.
 *
 * @param value - of the header `traceparent`, or of the key of that name in `_meta` of MCP 2026-07-28 (SEP-414).
 * @returns undefined for what is not well formed.
 * @see https://www.w3.org/TR/trace-context/ section 3.2
 */
export function parseTraceparent(value: unknown): TraceParent | undefined {
  if (typeof value !== 'string' || value.length > MAX_LENGTH || value.startsWith('ff')) return undefined
  const [, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(value) ?? []
  if (ALL_ZERO.test(traceId) || ALL_ZERO.test(spanId)) return undefined
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
}
