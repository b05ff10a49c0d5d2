import type { Log } from '../lib/log.js'
import type { NextcloudClient } from '../nextcloud/nextcloud-client.js'

/** Background access of the caller; the caller is fixed, no method takes a user. */
export interface AccessPort {
  status(): Promise<AccessStatus>
  /** A one-time link that only the caller can finish (HYB-9). Times in Unix seconds. */
  createAuthorizeLink(): Promise<{ url: string; expiresAt: number }>
  revoke(): Promise<AccessRevocation>
}

/** What was withdrawn, and whether Nextcloud confirmed it; null where it cannot be told, or there is nothing to tell. */
export interface AccessRevocation {
  hadGrant: boolean
  remoteRevoked: boolean | null
  hadAppPassword: boolean
  appPasswordDeleted: boolean | null
}

/** Times in Unix seconds, null where unknown. */
export interface AccessStatus {
  provisioned: boolean
  needsReauthorization: boolean
  method: 'oauth_grant' | 'app_password' | null
  grantedAt: number | null
  expiresAt: number | null
  scopes: readonly string[] | null
}

/** Everything that a tool may touch. A tool cannot act as anyone but its caller. */
export interface ToolContext {
  user: { id: string; loginName: string | undefined; displayName: string | undefined }
  nextcloud: NextcloudClient
  /** undefined where background access does not exist in this mode. */
  access: AccessPort | undefined
  log: Log
  /** Aborts when the caller cancels, the connection closes or the deadline passes. */
  signal: AbortSignal
}
