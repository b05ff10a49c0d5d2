/**
 * Runs one task per key at a time; those who ask meanwhile share its outcome.
 * The map holds a key only while its task runs, so it is bounded by the work in flight.
 */
export function singleFlight<T>(): (key: string, task: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  return (key, task) => {
    const current = running.get(key)
    if (current) return current
    const started = task().finally(() => running.delete(key))
    running.set(key, started)
    return started
  }
}
