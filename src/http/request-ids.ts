import type { Random } from '../lib/ports.js'

/** Ids that tell requests apart across processes: a random prefix of this process and a counter. They are no secret. */
export function requestIds(random: Random): () => string {
  const prefix = random(6).toString('base64url')
  let count = 0
  return () => {
    count += 1
    return `${prefix}-${count.toString(36)}`
  }
}
