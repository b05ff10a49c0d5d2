import type { CheckResult } from './check-result.js'

/** Tokens carry times, and both sides allow a minute. */
const ALLOWED_SECONDS = 60

/**
 * How far our clock is from that of Nextcloud.
 *
 * @param date - its `Date` header (RFC 9110, section 6.6.1). @param now - ours, Unix milliseconds.
 */
export function checkClock(date: string | undefined, now: number): CheckResult {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) return { name: 'clock', status: 'skip', message: 'Nextcloud sends no Date header' }
  const seconds = Math.round(Math.abs(now - theirs) / 1000)
  if (seconds <= ALLOWED_SECONDS) return { name: 'clock', status: 'ok', message: 'agrees with that of Nextcloud' }
  const direction = now > theirs ? 'ahead of' : 'behind'
  const message = `this machine is ${seconds} s ${direction} Nextcloud; tokens will be refused`
  return { name: 'clock', status: 'warn', message, fix: 'Keep both clocks by NTP.' }
}
