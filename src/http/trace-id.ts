const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(?:-.*)?$/

/**
 * The trace that a caller says this request belongs to; for logs only, so anybody may say so.
 *
 * @returns undefined for what is not well formed.
 * @see https://www.w3.org/TR/trace-context/ section 3.2
 */
export function traceIdOf(header: string | readonly string[] | undefined): string | undefined {
  if (typeof header !== 'string' || header.length > 128 || header.startsWith('ff')) return undefined
  const [, trace, parent] = TRACEPARENT.exec(header) ?? []
  return trace === undefined || /^0*$/.test(trace) || /^0*$/.test(parent ?? '') ? undefined : trace
}
