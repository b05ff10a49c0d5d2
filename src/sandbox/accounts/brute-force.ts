import type { BruteForce } from '../world.js'

const WINDOW_MS = 30 * 60 * 1000
const FAILURES_BEFORE_BLOCK = 11

/**
 * Failed logins by address, as recorded from Nextcloud 32.0.1: eleven failures are answered at once, then the address
 * is refused until thirty minutes have gone since the failures (`OC\Security\Bruteforce\Throttler`).
 */
export function createBruteForce(now: () => number, isOn: () => boolean): BruteForce {
  const failures = new Map<string, number[]>()
  const recent = (address: string) => (failures.get(address) ?? []).filter(at => at > now() - WINDOW_MS)
  return {
    blocked: address => isOn() && failures.has(address) && recent(address).length >= FAILURES_BEFORE_BLOCK,
    fail: address => void (isOn() && failures.set(address, [...recent(address), now()])),
    reset: () => failures.clear(),
  }
}
