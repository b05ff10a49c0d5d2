import type { Random } from '../../lib/ports.js'

/**
 * How long to wait after a failed attempt: doubling from `baseMs` up to `maxMs`, of which the last quarter is chance, so that
 * processes that started together do not ask together.
 *
 * @param attempt - 1 for the first failure.
 */
export function backoffMs(
  attempt: number,
  { baseMs, maxMs }: { baseMs: number; maxMs: number },
  random: Random,
): number {
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30))
  return Math.round(full * (0.75 + 0.25 * ((random(1)[0] ?? 0) / 255)))
}
