import type { FastifyInstance } from 'fastify'
import { TemporarilyUnavailable } from '../../src/errors/access-errors.js'
import type { Storage } from '../../src/storage/storage.js'

/** @throws {TemporarilyUnavailable} in a mode that stores nothing. */
export function storageOf(app: FastifyInstance): Storage {
  if (!app.storage) throw new TemporarilyUnavailable('This server stores nothing in its mode.')
  return app.storage
}

/** What this person types at Nextcloud's login, as far as we were told; else the uid. */
export async function loginNameOf(app: FastifyInstance, userId: string): Promise<string> {
  const row = await storageOf(app).appPasswords.find(userId)
  return row?.loginName ?? userId
}
