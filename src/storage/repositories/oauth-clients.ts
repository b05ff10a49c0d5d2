import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { locks } from '../schema/locks.js'
import { oauthClients as clients } from '../schema/oauth-clients.js'
import type { OAuthClients, StoredClient } from '../storage.js'

type Row = typeof clients.$inferSelect

/** `oauth_clients`: our registration at each provider, and the lock that keeps registrations single. */
export function oauthClientsRepository(db: Db, run: Run): OAuthClients {
  return {
    find: issuer =>
      run(() => {
        const row = db.select().from(clients).where(eq(clients.issuer, issuer)).get()
        return row && toClient(row)
      }),
    save: (client, now) =>
      run.durably(() => {
        const { createdAt, ...changed } = toRow(client, now)
        db.insert(clients)
          .values({ createdAt, ...changed })
          .onConflictDoUpdate({ target: clients.issuer, set: changed })
          .run()
      }),
    remove: issuer =>
      run.durably(() => {
        db.delete(clients).where(eq(clients.issuer, issuer)).run()
      }),
    acquireLock: (name, owner, heldUntil, now) =>
      run(() => {
        const free = sql`${locks.heldUntil} <= ${now} OR ${locks.owner} = ${owner}`
        const taken = db
          .insert(locks)
          .values({ name, owner, heldUntil })
          .onConflictDoUpdate({ target: locks.name, set: { owner, heldUntil }, setWhere: free })
          .run()
        return taken.changes === 1
      }),
    releaseLock: (name, owner) =>
      run(() => {
        db.delete(locks)
          .where(and(eq(locks.name, name), eq(locks.owner, owner)))
          .run()
      }),
  }
}

function toClient({ secret, secretKeyId, registrationToken, registrationTokenKeyId, ...row }: Row): StoredClient {
  const { createdAt: _created, updatedAt: _updated, ...client } = row
  const token = registrationToken && registrationTokenKeyId
  return {
    ...client,
    sealedSecret: { ciphertext: secret, keyId: secretKeyId },
    sealedRegistrationToken: token ? { ciphertext: registrationToken, keyId: registrationTokenKeyId } : null,
  }
}

function toRow({ sealedSecret, sealedRegistrationToken, ...client }: StoredClient, now: number): Row {
  return {
    ...client,
    secret: sealedSecret.ciphertext,
    secretKeyId: sealedSecret.keyId,
    registrationToken: sealedRegistrationToken?.ciphertext ?? null,
    registrationTokenKeyId: sealedRegistrationToken?.keyId ?? null,
    createdAt: now,
    updatedAt: now,
  }
}
