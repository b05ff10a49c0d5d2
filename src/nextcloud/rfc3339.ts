/**
 * An instant as tools show it, in UTC and whole seconds, e.g. `2026-11-23T05:01:34Z`.
 *
 * @param instant - Unix seconds, or a date in any form that `Date` reads (HTTP dates among them).
 * @returns null for what is no date.
 * @see RFC 3339, section 5.6
 */
export function rfc3339(instant: number | string | undefined): string | null {
  if (instant === undefined || instant === '') return null
  const date = new Date(typeof instant === 'number' ? instant * 1000 : instant)
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
