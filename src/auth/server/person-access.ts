import type { ServerDeps } from './server-deps.js'

type Deps = { storage: Pick<ServerDeps['storage'], 'grants' | 'appPasswords'> }

/** What we could act by. */
export interface PersonAccess {
  /** What the person limited it to; null: to nothing. */
  scopes: readonly string[] | null
}

/**
 * By what could we act as this person? The grant comes first, as with the broker; else the app password that Nextcloud did not refuse, which the person may have
 * limited to some apps (VER-13). Without any a token of ours is worth nothing, and the client must send the person through the sign-in again, which leaves a grant.
 * Asks the database alone, so that an outage of the provider is not taken for a no.
 */
export async function personAccess({ storage }: Deps, userId: string): Promise<PersonAccess | undefined> {
  const grants = await storage.grants.ofUser(userId)
  if (grants.some(({ status }) => status === 'active')) return { scopes: null }
  const password = await storage.appPasswords.find(userId)
  return password?.rejectedAt === null ? { scopes: password.scopes } : undefined
}

export async function hasAccess(deps: Deps, userId: string): Promise<boolean> {
  return (await personAccess(deps, userId)) !== undefined
}
