import type { Seconds } from './storage.js'

export type ClientAuthMethod = 'none' | 'client_secret_post' | 'client_secret_basic'

/** An MCP client that registered with us. */
export interface RegisteredClient {
  clientId: string
  name: string
  redirectUris: readonly string[]
  authMethod: ClientAuthMethod
  /** SHA-256 of the secret, base64url; null for a public client. */
  secretHash: string | null
  createdAt: Seconds
  /** When it last got a code or tokens; null: never. */
  usedAt: Seconds | null
}

export interface McpClients {
  add(client: RegisteredClient): Promise<void>
  find(clientId: string): Promise<RegisteredClient | undefined>
  /** Does nothing for a client that is not registered. */
  touch(clientId: string, now: Seconds): Promise<void>
  count(): Promise<number>
  /** Removes clients that never got anything since `unusedSince`, and those that got nothing since `idleSince`. */
  removeStale(unusedSince: Seconds, idleSince: Seconds): Promise<number>
  /** Removes the oldest of those that never got anything and registered before `before`, at most `limit`. */
  removeOldestUnused(before: Seconds, limit: number): Promise<number>
}

/** What a client asks for, while the person signs in and decides. */
export interface AuthorizationRequest {
  /** SHA-256 of the request's id, base64url. */
  requestHash: string
  /** SHA-256 of the cookie of the browser that brought it, base64url. */
  cookieHash: string
  clientId: string
  clientName: string
  redirectUri: string
  /** The client's own; echoed. */
  state: string | null
  scopes: readonly string[]
  /** S256 (RFC 7636). */
  codeChallenge: string
  resource: string
  /** The client asked for the consent page (`prompt=consent`). */
  alwaysAsk: boolean
  /** SHA-256 of what the sign-in brings back that the person's Allow started, base64url; null before. */
  approvalHash: string | null
  createdAt: Seconds
  expiresAt: Seconds
}

export interface AuthorizationRequests {
  add(request: AuthorizationRequest): Promise<void>
  find(requestHash: string): Promise<AuthorizationRequest | undefined>
  /** The person allowed it and signs in now, until `expiresAt`; an approval before this one is void. @returns false when it is gone. */
  approve(requestHash: string, approvalHash: string, expiresAt: Seconds): Promise<boolean>
  /** `DELETE … RETURNING`: whoever takes it has it, once. */
  take(requestHash: string): Promise<AuthorizationRequest | undefined>
  count(): Promise<number>
  /** Removes the oldest that came before `before` and that nobody allowed, at most `limit`. */
  removeOldestUnanswered(before: Seconds, limit: number): Promise<number>
}

/** A browser in which a person signed in (RT-41). */
export interface BrowserSession {
  /** SHA-256 of the cookie, base64url. */
  sessionHash: string
  userId: string
  createdAt: Seconds
  seenAt: Seconds
}

export interface BrowserSessions {
  add(session: BrowserSession): Promise<void>
  find(sessionHash: string): Promise<BrowserSession | undefined>
  seen(sessionHash: string, now: Seconds): Promise<void>
  remove(sessionHash: string): Promise<boolean>
}

/** What a person allowed one client at one redirect URI. */
export interface Consent {
  userId: string
  clientId: string
  redirectUri: string
  clientName: string
  scopes: readonly string[]
  grantedAt: Seconds
}

export interface Consents {
  find(userId: string, clientId: string, redirectUri: string): Promise<Consent | undefined>
  /** Adds it, or replaces the one before. */
  save(consent: Consent): Promise<void>
  ofUser(userId: string): Promise<Consent[]>
}

export interface AuthorizationCode {
  /** SHA-256 of the code, base64url. */
  codeHash: string
  familyId: string
  clientId: string
  userId: string
  redirectUri: string
  codeChallenge: string
  scopes: readonly string[]
  resource: string
  createdAt: Seconds
  expiresAt: Seconds
  usedAt: Seconds | null
}

export interface AuthorizationCodes {
  add(code: AuthorizationCode): Promise<void>
  find(codeHash: string): Promise<AuthorizationCode | undefined>
  /** It is worth nothing from now on. */
  burn(codeHash: string, now: Seconds): Promise<void>
}

/** A token of ours. */
export interface IssuedToken {
  /** SHA-256 of the token, base64url. */
  tokenHash: string
  kind: 'access' | 'refresh'
  /** All tokens that descend from one authorization code. */
  familyId: string
  clientId: string
  userId: string
  scopes: readonly string[]
  resource: string
  createdAt: Seconds
  expiresAt: Seconds
  /** Refresh tokens: when it was exchanged for the next. */
  usedAt: Seconds | null
}

/** `reused`: it was used before, and the whole family is gone now. */
export type Exchanged = 'done' | 'reused'

export interface IssuedTokens {
  find(tokenHash: string): Promise<IssuedToken | undefined>
  /** Uses up the code and stores what it is exchanged for, in one durable transaction across processes. */
  redeem(codeHash: string, tokens: readonly IssuedToken[], now: Seconds): Promise<Exchanged>
  /** Uses up the refresh token and stores the next pair, in one durable transaction across processes. */
  rotate(tokenHash: string, tokens: readonly IssuedToken[], now: Seconds): Promise<Exchanged>
  /** How many refresh tokens the family got after `since`. */
  refreshedSince(familyId: string, since: Seconds): Promise<number>
  endFamily(familyId: string): Promise<number>
  /** When each client of the person last got a token, by client id. */
  lastIssued(userId: string): Promise<ReadonlyMap<string, Seconds>>
}

/** What we keep as the authorization server of MCP clients. Nothing of it can be turned back into a credential. */
export interface AuthorizationServerStorage {
  clients: McpClients
  requests: AuthorizationRequests
  sessions: BrowserSessions
  consents: Consents
  codes: AuthorizationCodes
  tokens: IssuedTokens
  /** Consents, codes and tokens of one client of the person. @returns whether there were any. */
  disconnect(userId: string, clientId: string): Promise<boolean>
  /** Everything of the person, sessions included. */
  disconnectAll(userId: string): Promise<boolean>
  /** Requests, codes, tokens and sessions whose time is over. `idleSince`: sessions not seen since then; `startedBefore`: older ones. */
  removeExpired(now: Seconds, sessions: { idleSince: Seconds; startedBefore: Seconds }): Promise<number>
}
