/** Counts what an address did lately. */
export interface SlidingLimit {
  /** Events of this address within the window. */
  count(address: string, nowMs: number): number
  add(address: string, nowMs: number): void
  reset(): void
}

/** Events per address in a window that slides, in memory. */
export function slidingLimit(windowMs: number): SlidingLimit {
  const events = new Map<string, number[]>()
  const recent = (address: string, nowMs: number) => (events.get(address) ?? []).filter(at => at > nowMs - windowMs)
  return {
    count: (address, nowMs) => recent(address, nowMs).length,
    add: (address, nowMs) => void events.set(address, [...recent(address, nowMs), nowMs]),
    reset: () => events.clear(),
  }
}
