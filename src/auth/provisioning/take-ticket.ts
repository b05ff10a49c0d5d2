import { ProvisioningFailed } from '../../errors/provisioning-failed.js'
import type { Ports } from '../../lib/ports.js'
import { sha256 } from '../../lib/sha256.js'
import type { Storage } from '../../storage/storage.js'

/**
 * Uses a ticket up (HYB-9).
 *
 * @returns the only person who may finish; null without a ticket.
 * @throws {ProvisioningFailed} for one that is unknown, used or over.
 */
export async function takeTicket(
  { storage, ports }: { storage: Pick<Storage, 'tickets'>; ports: Pick<Ports, 'now'> },
  ticket: string | undefined,
): Promise<string | null> {
  if (ticket === undefined) return null
  const now = Math.floor(ports.now() / 1000)
  const taken = await storage.tickets.take(sha256(ticket), now)
  if (!taken || taken.expiresAt <= now) throw new ProvisioningFailed('ticket_unusable')
  return taken.userId
}
