import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { webhookRegistrations as registrations } from '../schema/webhook-registrations.js'
import type { WebhookRegistrations } from '../storage.js'

/** `webhook_registrations`: what we asked Nextcloud to send, by Nextcloud's id. */
export function webhookRegistrationsRepository(db: Db, run: Run): WebhookRegistrations {
  const bySecretHash = db
    .select()
    .from(registrations)
    .where(eq(registrations.secretHash, sql.placeholder('secretHash')))
    .prepare()
  const byId = asc(registrations.nextcloudId)

  return {
    /** An id that Nextcloud gives again belongs to its new registration. */
    add: row =>
      run.durably(() => {
        db.insert(registrations).values(row).onConflictDoUpdate({ target: registrations.nextcloudId, set: row }).run()
      }),
    bySecretHash: secretHash => run(() => bySecretHash.get({ secretHash })),
    byPreset: presetId =>
      run(() => db.select().from(registrations).where(eq(registrations.presetId, presetId)).orderBy(byId).all()),
    all: () => run(() => db.select().from(registrations).orderBy(byId).all()),
    remove: nextcloudId =>
      run.durably(() => db.delete(registrations).where(eq(registrations.nextcloudId, nextcloudId)).run().changes === 1),
  }
}
