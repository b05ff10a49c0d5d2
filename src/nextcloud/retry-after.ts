/**
 * Whole seconds that a `Retry-After` header asks to wait, from either of its forms.
 *
 * @param nowMs - Unix milliseconds; only the date form needs it.
 * @returns undefined when the header is absent or makes no sense.
 * @see RFC 9110, section 10.2.3
 */
export function retryAfterSeconds(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header)
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - nowMs) / 1000))
}
