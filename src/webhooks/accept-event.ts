import { sha256 } from '../lib/sha256.js'
import type { WebhookEvents } from '../storage/storage.js'
import { parseEvent, type Change } from './parse-event.js'

/** How many events may wait; more are refused with 503, so that a stalled consumer cannot fill the disk. */
export const QUEUE_LIMIT = 100_000

export type Accepted = { kind: 'queued'; change: Change } | { kind: 'ignored' }

/**
 * Puts a delivery into the durable queue. The same change delivered twice is one row: one note makes a dozen deliveries.
 *
 * @param body - JSON as it came, already parsed.
 * @param now - Unix seconds.
 * @throws {StorageFailed} when the queue is full or cannot be written.
 */
export async function acceptEvent(events: WebhookEvents, body: unknown, now: number): Promise<Accepted> {
  const change = parseEvent(body)
  if (!change) return { kind: 'ignored' }
  await events.add(
    {
      dedupeKey: sha256(
        JSON.stringify([change.docType, change.docId, change.operation, change.userId, change.occurredAt]),
      ),
      event: change.event,
      userId: change.userId,
      payload: JSON.stringify(change),
      occurredAt: change.occurredAt,
      receivedAt: now,
    },
    QUEUE_LIMIT,
  )
  return { kind: 'queued', change }
}
