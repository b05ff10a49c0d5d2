import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (value: string | Uint8Array) => createHash('sha256').update(value).digest()

/** Equality of two secrets in a time that tells nothing about them, lengths included. */
export function constantTimeEqual(a: string | Uint8Array, b: string | Uint8Array): boolean {
  return timingSafeEqual(digest(a), digest(b))
}
