import { asc, count, inArray } from 'drizzle-orm'
import { StorageFailed } from '../../errors/storage-errors.js'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { webhookEvents as events } from '../schema/webhook-events.js'
import type { WebhookEvents } from '../storage.js'

/** `webhook_events`: a queue. An event that was accepted is on the disk. */
export function webhookEventsRepository(db: Db, run: Run): WebhookEvents {
  const rows = db.select({ rows: count() }).from(events).prepare()
  const countAll = () => rows.get()?.rows ?? 0

  return {
    add: (event, limit) =>
      run.durably(() => {
        const added = db.insert(events).values(event).onConflictDoNothing({ target: events.dedupeKey }).run()
        if (added.changes === 0) return false
        if (countAll() > limit) throw new StorageFailed('The queue of webhook events is full.')
        return true
      }),
    oldest: limit => run(() => db.select().from(events).orderBy(asc(events.id)).limit(limit).all()),
    count: () => run(countAll),
    remove: ids =>
      run(
        () =>
          db
            .delete(events)
            .where(inArray(events.id, [...ids]))
            .run().changes,
      ),
  }
}
