import { constantTimeEqual } from '../lib/constant-time-equal.js'
import type { Secret } from '../lib/secret.js'
import { sha256 } from '../lib/sha256.js'
import type { WebhookRegistrations } from '../storage/storage.js'

const MAX_SECRET = 512

/**
 * Is this delivery from a Nextcloud that we gave a secret to? Each registration has its own; `WEBHOOK_SECRET` is one more for apps
 * that post by themselves. Hashes are looked up, so that the time tells nothing about the secrets (GAP-23, GAP-36).
 *
 * @param authorization - the header as it came.
 */
export async function verifySecret(
  authorization: string | undefined,
  registrations: Pick<WebhookRegistrations, 'bySecretHash'>,
  shared: Secret | undefined,
): Promise<boolean> {
  const secret = /^bearer ([\x21-\x7e]+)$/i.exec(authorization ?? '')?.[1]
  if (secret === undefined || secret.length > MAX_SECRET) return false
  if (shared && constantTimeEqual(secret, shared.reveal())) return true
  return (await registrations.bySecretHash(sha256(secret))) !== undefined
}
