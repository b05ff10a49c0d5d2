import type { ServerDeps } from './server-deps.js'

/**
 * Is there anything by which we could act as this person? Without it a token of ours is worth nothing, and the client must send the person
 * through the sign-in again, which leaves a grant. Asks the database alone, so that an outage of the provider is not taken for a no.
 */
export async function hasAccess(
  { storage }: { storage: Pick<ServerDeps['storage'], 'grants' | 'appPasswords'> },
  userId: string,
): Promise<boolean> {
  const grants = await storage.grants.ofUser(userId)
  if (grants.some(({ status }) => status === 'active')) return true
  return (await storage.appPasswords.find(userId))?.rejectedAt === null
}
