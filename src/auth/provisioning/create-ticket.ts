import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import type { Ports } from '../../lib/ports.js'
import { sha256 } from '../../lib/sha256.js'
import type { Seconds, Storage } from '../../storage/storage.js'

const LIFETIME: Seconds = 600
const MAX_PER_USER = 5

export interface TicketDeps {
  storage: Storage
  ports: Ports
  publicUrl: string
  /** Where the link leads; both ways take the same tickets. */
  path?: string
}

/**
 * A link that starts an authorization for this person only: 256 bits, ten minutes, one use, kept as a hash (HYB-9, RT-45).
 *
 * @returns the link, and the Unix second at which it stops working.
 * @throws {TemporarilyUnavailable} when the person holds five live links already.
 */
export async function createTicket(
  { storage, ports, publicUrl, path = '/oauth/authorize-nextcloud' }: TicketDeps,
  userId: string,
): Promise<{ url: string; expiresAt: Seconds }> {
  const now = Math.floor(ports.now() / 1000)
  if ((await storage.tickets.countForUser(userId, now)) >= MAX_PER_USER) throw tooMany()
  const ticket = ports.random(32).toString('base64url')
  const expiresAt = now + LIFETIME
  await storage.tickets.add({ ticketHash: sha256(ticket), userId, createdAt: now, expiresAt })
  return { url: `${publicUrl}${path}?ticket=${ticket}`, expiresAt }
}

function tooMany(): TemporarilyUnavailable {
  return new TemporarilyUnavailable('Five authorization links are open already; use one of them or wait ten minutes.', {
    retryAfterSeconds: LIFETIME,
  })
}
