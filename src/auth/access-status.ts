import type { OidcRuntime } from './oidc/oidc-runtime.js'
import type { Grant, Storage } from '../storage/storage.js'

/** What we hold of a person. Times in Unix seconds, null where unknown. */
export interface StoredAccess {
  provisioned: boolean
  needsReauthorization: boolean
  method: 'oauth_grant' | 'app_password' | null
  grantedAt: number | null
  /** When the refresh token lapses unless it is used before. */
  expiresAt: number | null
  /** null: nothing narrows it, or not known. */
  scopes: readonly string[] | null
}

const NOTHING: StoredAccess = {
  provisioned: false,
  needsReauthorization: false,
  method: null,
  grantedAt: null,
  expiresAt: null,
  scopes: null,
}

/** Tells the truth about a person's background access: the grant first, else the app password. */
export async function accessStatus(
  storage: Storage,
  oidc: Pick<OidcRuntime, 'status'>,
  userId: string,
): Promise<StoredAccess> {
  const grant = await grantOf(storage, oidc, userId)
  if (grant?.status === 'active') return ofGrant(grant)
  const password = await storage.appPasswords.find(userId)
  if (!password) return grant ? { ...ofGrant(grant), provisioned: false, needsReauthorization: true } : NOTHING
  const { createdAt, scopes } = password
  return { ...NOTHING, provisioned: true, method: 'app_password', grantedAt: createdAt, scopes }
}

/** The person's grant at the issuer in use; none while the provider is not known yet. */
export async function grantOf(
  storage: Storage,
  oidc: Pick<OidcRuntime, 'status'>,
  userId: string,
): Promise<Grant | undefined> {
  const status = oidc.status()
  return status.state === 'ready' ? storage.grants.find(status.issuer, userId) : undefined
}

function ofGrant(grant: Grant): StoredAccess {
  return {
    provisioned: true,
    needsReauthorization: false,
    method: 'oauth_grant',
    grantedAt: grant.provisionedAt,
    expiresAt: grant.refreshExpiresAt,
    scopes: grant.scopes,
  }
}
