import type { Storage } from '../../storage/storage.js'
import { hasAccess } from './person-access.js'

/**
 * Before access is stored for somebody: where there was none, what MCP clients still hold under this user id ends. It may be another person's by now
 * (GAP-46), and nothing that was allowed in other days comes back to life by itself.
 *
 * @returns whether there was anything.
 */
export async function startAfresh(
  { storage }: { storage: Pick<Storage, 'authorizationServer' | 'grants' | 'appPasswords'> },
  userId: string,
): Promise<boolean> {
  if (await hasAccess({ storage }, userId)) return false
  return storage.authorizationServer.disconnectAll(userId)
}
