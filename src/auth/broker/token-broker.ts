import type { Secret } from '../../lib/secret.js'
import type { Credential } from '../../nextcloud/http-client.js'
import type { EndedAppPassword } from './end-app-password.js'

export interface AccessToken {
  token: Secret
  /** Unix seconds. */
  expiresAt: number
  scopes: readonly string[]
}

export interface Revocation {
  /** A grant was stored and is gone. */
  hadGrant: boolean
  /** null: the provider has no revocation endpoint (Nextcloud's has none). */
  remoteRevoked: boolean | null
  /** An app password was stored and is gone. */
  hadAppPassword: boolean
  /** Deleted at Nextcloud too. null: there was none, or it was not ours to delete, or refused already. */
  appPasswordDeleted: boolean | null
}

/** Turns a person's stored consent into an access token, one refresh at a time (BRK-1 to BRK-15). */
export interface TokenBroker {
  /**
   * @throws {NotProvisioned} nothing stored. @throws {ReauthRequired} the grant is dead. @throws {TemporarilyUnavailable} try later.
   */
  getAccessToken(userId: string, options?: { minValiditySeconds?: number }): Promise<AccessToken>
  /** The stored grant of the person, else the stored app password (12a). Same errors. */
  credentialFor(userId: string): Promise<Credential>
  /**
   * Nextcloud refused the credential that `credentialFor` gave: the next one is fresh. When the fresh one is refused as well the grant is
   * marked (BRK-14); an app password is marked at once. Pass the credential, so that a late refusal of an older token does no harm to its successor.
   */
  rejected(userId: string, credential?: Credential): void
  /** Ends background access: remote revocation where there is one, grant, app password, caches, jobs, audit. Never fails because the remote side did. */
  revoke(userId: string): Promise<Revocation>
  /** Forgets the app password alone; one that the login flow made is deleted at Nextcloud. Never fails because Nextcloud did. */
  endAppPassword(userId: string): Promise<EndedAppPassword>
  /** A new grant was stored: forget cached tokens; `access` seeds the cache. */
  provisioned(userId: string, access?: AccessToken): void
  /** Called with the uid whenever a grant is revoked or replaced; verifier caches and jobs listen. */
  onRevoked(listener: (userId: string) => void): void
  /** Keep-alive of grants that lapse soon (BRK-8). */
  start(): void
  stop(): Promise<void>
}
