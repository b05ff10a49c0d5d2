import { LRUCache } from 'lru-cache'
import { ManagementRefusal } from '../../src/errors/management-errors.js'
import type { Clock } from '../../src/lib/ports.js'
import type { AsUser } from './as-user.js'

const TTL_MS = 60_000
const ADMIN_GROUP = 'admin'

/** Rejects with 403 unless the person is an administrator of Nextcloud right now (RT-30). */
export type RequireAdmin = (userId: string) => Promise<void>

/** Asks Nextcloud with the person's own access; a yes is kept for 60 s, a no or a doubt is not kept. */
export function requireAdmin(asUser: AsUser, now: Clock): RequireAdmin {
  const admins = new LRUCache<string, number>({ max: 1000 })
  return async userId => {
    if ((admins.get(userId) ?? 0) > now()) return
    const groups = await asUser(userId, client => client.users.groupsOf(userId))
    if (!groups.includes(ADMIN_GROUP)) {
      admins.delete(userId)
      throw new ManagementRefusal(403, 'Forbidden', 'Administrator privileges required')
    }
    admins.set(userId, now() + TTL_MS)
  }
}
