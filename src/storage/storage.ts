import type { SealOwner } from '../vault/seal-contexts.js'
import type { Sealed, SealPurpose } from '../vault/vault.js'
import type { AuthorizationServerStorage } from './authorization-server-storage.js'
import type { LoginFlows } from './login-flow-storage.js'

/** Unix time in seconds. */
export type Seconds = number

export type GrantStatus = 'active' | 'reauth_required' | 'revoked'

/** One person's consent, as stored. `version` rises by one with every change of the token. */
export interface Grant {
  userId: string
  issuer: string
  clientId: string
  version: number
  /** null once the token was wiped. */
  ciphertext: Buffer | null
  keyId: string | null
  scopes: readonly string[] | null
  tokenAudience: string
  flowType: string
  correlationId: string | null
  refreshExpiresAt: Seconds | null
  accessExpiresAt: Seconds | null
  status: GrantStatus
  lastRefreshAt: Seconds | null
  lastError: string | null
  provisionedAt: Seconds
  createdAt: Seconds
  updatedAt: Seconds
}

export interface NewGrant {
  userId: string
  issuer: string
  clientId: string
  sealed: Sealed
  scopes: readonly string[] | null
  tokenAudience: string
  flowType: string
  correlationId: string | null
  refreshExpiresAt: Seconds | null
  accessExpiresAt: Seconds | null
}

export interface GrantRotation {
  sealed: Sealed
  refreshExpiresAt: Seconds | null
  accessExpiresAt: Seconds | null
}

export interface Grants {
  find(issuer: string, userId: string): Promise<Grant | undefined>
  /** Every row of the person, whatever the issuer. For what must work while the provider cannot be asked. */
  ofUser(userId: string): Promise<Grant[]>
  /** Replaces the person's row in one transaction, keeps `createdAt`, raises `version`, clears status and errors. */
  save(grant: NewGrant, now: Seconds): Promise<Grant>
  /** Compare-and-set: false when `version` is no longer the stored one. Durable (synchronous=FULL) before it resolves. */
  rotate(issuer: string, userId: string, version: number, rotation: GrantRotation, now: Seconds): Promise<boolean>
  /** Wipes the ciphertext and says why; only if `version` still matches (omit to force). */
  markReauthRequired(issuer: string, userId: string, reason: string, now: Seconds, version?: number): Promise<boolean>
  /** Keeps the ciphertext (an operator may bring the key back) and marks the row. */
  markUnreadable(issuer: string, userId: string, reason: string, now: Seconds): Promise<void>
  /** Leaves status and token alone; only if `version` still matches (omit to force). */
  noteError(issuer: string, userId: string, reason: string, now: Seconds, version?: number): Promise<void>
  /** All rows of a dead client become `reauth_required`. */
  markClientDead(issuer: string, clientId: string, reason: string, now: Seconds): Promise<number>
  remove(issuer: string, userId: string): Promise<boolean>
  /** Active rows whose refresh token lapses before `before`, soonest first. */
  lapsingBefore(before: Seconds, limit: number): Promise<Grant[]>
  /** Rows provisioned before `before`. */
  provisionedBefore(before: Seconds, limit: number): Promise<Grant[]>
  countActive(issuer: string, clientId: string): Promise<number>
  /** Rows of every provider, by status; one that no row has is 0. */
  countByStatus(): Promise<Record<GrantStatus, number>>
  /** One owner at a time, across processes; true when the lease is ours until `until`. */
  acquireLease(issuer: string, userId: string, owner: string, until: Seconds, now: Seconds): Promise<boolean>
  releaseLease(issuer: string, userId: string, owner: string): Promise<void>
}

export interface OAuthFlow {
  /** SHA-256 of `state`, base64url. */
  stateHash: string
  /** `sign_in`: on the way to a page of ours, `returnTo`; the grant is left all the same. */
  kind: 'provision' | 'sign_in'
  /** SHA-256 of the binding cookie, base64url. */
  cookieHash: string
  /** SHA-256 of the browser's flow-limit cookie or a stable browser id; for the cap of rows per browser. */
  browserHash: string
  sealedVerifier: Sealed
  nonce: string
  issuer: string
  clientId: string
  correlationId: string | null
  returnTo: string | null
  /** Set when started from a ticket: the only `sub` that may finish. */
  ticketUser: string | null
  createdAt: Seconds
  expiresAt: Seconds
}

export interface OAuthFlows {
  add(flow: OAuthFlow): Promise<void>
  /** `DELETE … RETURNING`: whoever takes it has it, once. Expired rows are returned too, so that the caller can say so. */
  take(stateHash: string): Promise<OAuthFlow | undefined>
  count(): Promise<number>
  countForBrowser(browserHash: string): Promise<number>
  /** Removes the oldest rows of a browser until `keep` are left. */
  trimBrowser(browserHash: string, keep: number): Promise<void>
  removeExpired(now: Seconds): Promise<number>
}

/** Our own registration at the provider (RFC 7591). One row per issuer. */
export interface StoredClient {
  issuer: string
  clientId: string
  sealedSecret: Sealed
  sealedRegistrationToken: Sealed | null
  registrationUri: string | null
  /** Hash of redirect URI, scope set, resource_url, token type and registration origin; another one means another client. */
  fingerprint: string
  issuedAt: Seconds
  /** null: never. */
  expiresAt: Seconds | null
}

export interface OAuthClients {
  find(issuer: string): Promise<StoredClient | undefined>
  save(client: StoredClient, now: Seconds): Promise<void>
  remove(issuer: string): Promise<void>
  /** A lock across processes, so that only one registers. */
  acquireLock(name: string, owner: string, until: Seconds, now: Seconds): Promise<boolean>
  releaseLock(name: string, owner: string): Promise<void>
}

export interface StoredAppPassword {
  userId: string
  /** Nextcloud login name when it differs from the uid. */
  loginName: string | null
  sealed: Sealed
  /** null: all scopes. */
  scopes: readonly string[] | null
  /** `login_flow`: Nextcloud made it for us, so it is ours to delete there. `handed_over`: somebody else made it and gave it to us. */
  origin: 'handed_over' | 'login_flow'
  /** When Nextcloud refused it; null: it did not. A refused one is never sent again. */
  rejectedAt: Seconds | null
  createdAt: Seconds
  updatedAt: Seconds
}

/** `origin` is `handed_over` when left out. */
export type NewAppPassword = Pick<StoredAppPassword, 'userId' | 'loginName' | 'sealed' | 'scopes'> &
  Partial<Pick<StoredAppPassword, 'origin'>>

export interface AppPasswords {
  find(userId: string): Promise<StoredAppPassword | undefined>
  /** Replaces the person's row, and clears `rejectedAt`. */
  save(row: NewAppPassword, now: Seconds): Promise<StoredAppPassword>
  /** Nextcloud refused it. Compare-and-set: false when the row no longer holds `sealed`, or was marked before. */
  markRejected(userId: string, sealed: Sealed, now: Seconds): Promise<boolean>
  setScopes(userId: string, scopes: readonly string[], now: Seconds): Promise<boolean>
  /** The same password under another key. Compare-and-set: false when the row no longer holds `old`. */
  reseal(userId: string, old: Sealed, fresh: Sealed): Promise<boolean>
  remove(userId: string): Promise<boolean>
}

/** A ticket that starts provisioning for one person only (HYB-9). */
export interface Ticket {
  /** SHA-256 of the ticket, base64url. */
  ticketHash: string
  userId: string
  createdAt: Seconds
  expiresAt: Seconds
}

export interface Tickets {
  add(ticket: Ticket): Promise<void>
  take(ticketHash: string, now: Seconds): Promise<Ticket | undefined>
  countForUser(userId: string, now: Seconds): Promise<number>
  removeExpired(now: Seconds): Promise<number>
}

/** A `webhook_listeners` registration that we asked Nextcloud for. */
export interface WebhookRegistration {
  /** Nextcloud's id. */
  nextcloudId: number
  presetId: string | null
  event: string
  /** JSON text of the filter, `{}` when there is none. */
  filter: string
  uri: string
  /** SHA-256 of the secret that Nextcloud sends us, base64url; the secret itself is not kept. */
  secretHash: string
  createdBy: string
  createdAt: Seconds
}

export interface WebhookRegistrations {
  add(row: WebhookRegistration): Promise<void>
  bySecretHash(secretHash: string): Promise<WebhookRegistration | undefined>
  byPreset(presetId: string): Promise<WebhookRegistration[]>
  all(): Promise<WebhookRegistration[]>
  remove(nextcloudId: number): Promise<boolean>
}

/** An event that Nextcloud delivered, waiting for its consumer. */
export interface QueuedEvent {
  id: number
  /** Hash of class, subject and time; the same delivery twice is one row. */
  dedupeKey: string
  event: string
  userId: string | null
  /** JSON text of the envelope. */
  payload: string
  occurredAt: Seconds
  receivedAt: Seconds
}

export interface WebhookEvents {
  /** false: it was there already. Rejects with StorageFailed when the queue is full (`limit` rows). */
  add(event: Omit<QueuedEvent, 'id'>, limit: number): Promise<boolean>
  oldest(limit: number): Promise<QueuedEvent[]>
  count(): Promise<number>
  remove(ids: readonly number[]): Promise<number>
}

export type AuditOutcome = 'ok' | 'failed' | 'denied' | 'throttled'

/** One line of the append-only audit trail. Never holds a secret. */
export interface AuditEntry {
  at: Seconds
  /** e.g. `provision.success`, `token.refresh.failed`, `basic.throttled`, `mgmt.denied`. */
  event: string
  outcome: AuditOutcome
  userId: string | null
  clientId: string | null
  ip: string | null
  correlationId: string | null
  /** Short and ours. */
  reason: string | null
}

export interface AuditLog {
  append(entry: AuditEntry): Promise<void>
  /** Newest first; `userId` undefined: everybody's. `beforeId` pages. */
  list(query: { userId?: string; beforeId?: number; limit: number }): Promise<(AuditEntry & { id: number })[]>
}

/** A stored secret, as re-encryption sees it. */
export interface SealedRow {
  /** Orders the rows of one column; means nothing else. */
  position: number
  ciphertext: Buffer
  keyId: string
  owner: SealOwner
}

/** One column that holds secrets. Re-encryption and the key check walk all of them. */
export interface SealedColumn {
  table: string
  column: string
  purpose: SealPurpose
  /** Rows per key id. */
  countByKey(): Promise<Record<string, number>>
  /** Rows that another key than `keyId` sealed, after `position` (0: from the start). */
  sealedByOthers(keyId: string, position: number, limit: number): Promise<SealedRow[]>
  /** Compare-and-set: false when the row no longer holds `row.ciphertext`. Durable. */
  replace(row: SealedRow, sealed: Sealed): Promise<boolean>
}

/** Every place where the product keeps something. All ports are async, so that SQLite and PostgreSQL can stand behind them. */
export interface Storage {
  grants: Grants
  flows: OAuthFlows
  clients: OAuthClients
  appPasswords: AppPasswords
  loginFlows: LoginFlows
  tickets: Tickets
  webhooks: WebhookRegistrations
  events: WebhookEvents
  audit: AuditLog
  /** What we keep of MCP clients that sign people in through us. */
  authorizationServer: AuthorizationServerStorage
  /** All columns that hold secrets. */
  sealed: readonly SealedColumn[]
  /** Can it be read and written right now? Used by health. */
  check(): Promise<void>
  close(): Promise<void>
}
