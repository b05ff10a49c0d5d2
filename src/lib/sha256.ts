import { createHash } from 'node:crypto'

/** SHA-256 of a high-entropy value (a state, a cookie, a one-time token), base64url; what we keep instead of the value. */
export function sha256(value: string): string {
  return createHash('sha256').update(value).digest('base64url')
}
