import type { SealContext } from './vault.js'

/**
 * What a sealed value is bound to, in one spelling only: `purpose|issuer|user|client|v1`.
 * `%` and `|` inside a part are percent-encoded, so that no two contexts read alike.
 */
export function associatedData({ purpose, issuer, userId, clientId }: SealContext): Buffer {
  return Buffer.from([purpose, issuer, userId, clientId, 'v1'].map(escapePart).join('|'), 'utf8')
}

const escapePart = (part: string) => part.replace(/[%|]/g, encodeURIComponent)
