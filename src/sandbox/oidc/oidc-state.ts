import type { BrowserSession } from '../world.js'
import type { AuthorizeRequest } from './authorize-request.js'
import { slidingLimit, type SlidingLimit } from './sliding-limit.js'

/** A row of the `oidc` app's clients (2.0.9). */
export interface OidcClient {
  /** The number that the consent API uses. */
  number: number
  clientId: string
  clientSecret: string
  name: string
  redirectUris: string[]
  tokenType: 'jwt' | 'opaque'
  applicationType: 'web' | 'native'
  /** Separated by spaces; empty: every scope is allowed. */
  allowedScopes: string
  resourceUrl: string | null
  /** Unix seconds. */
  issuedAt: number
  /** Registered by RFC 7591, so it expires; one made by an administrator does not. */
  dynamic: boolean
}

/** How the code of a grant is to be proved (RFC 7636). */
export interface CodeChallenge {
  challenge: string
  method: 'S256' | 'plain'
}

/**
 * One row of the `oidc` app's access tokens. `secret` is the authorization code before the exchange and the refresh
 * token after it: one column, so a rotation kills the old access token and the old refresh token together.
 */
export interface Grant {
  number: number
  clientId: string
  uid: string
  scope: string
  secret: string
  /** `secret` was an authorization code and has been turned into tokens. */
  exchanged: boolean
  /** Empty before the exchange. */
  accessToken: string
  nonce: string | undefined
  /** What the token is for; null: the client itself. */
  resource: string | null
  codeChallenge: CodeChallenge | undefined
  /** When the person signed in, Unix seconds. */
  authTime: number
  /** Unix seconds. */
  createdAt: number
  /** Last exchange plus `expire_time`, Unix seconds; lifetimes are counted from here, hence twice the announced time. */
  refreshedAt: number
}

/** What a person granted to a client. */
export interface Consent {
  number: number
  uid: string
  clientId: string
  /** Compared literally with what is asked for. */
  scope: string
  createdAt: number
  updatedAt: number
}

/** A registration access token (RFC 7592). */
export interface RegistrationToken {
  clientId: string
  /** Unix seconds; null: never. A token that an update replaced goes on working for a minute. */
  expiresAt: number | null
}

/** A request that waits for the person on the consent page. */
export interface PendingConsent {
  client: OidcClient
  /** With the scope already cut to what the client may have. */
  asked: AuthorizeRequest
}

/** The tables of the `oidc` app. */
export interface OidcState {
  /** By client id. */
  clients: Map<string, OidcClient>
  /** By number. */
  grants: Map<number, Grant>
  /** By person and client. */
  consents: Map<string, Consent>
  registrationTokens: Map<string, RegistrationToken>
  /** Number of the grant of every code that was exchanged. */
  usedCodes: Map<string, number>
  /** What the consent page of a session is about. */
  pendingConsents: WeakMap<BrowserSession, PendingConsent>
  /** Attempts with a wrong registration token, by address. */
  registrationFailures: SlidingLimit
  nextNumber(): number
}

export function createOidcState(): OidcState {
  let last = 0
  return {
    clients: new Map(),
    grants: new Map(),
    consents: new Map(),
    registrationTokens: new Map(),
    usedCodes: new Map(),
    pendingConsents: new WeakMap(),
    registrationFailures: slidingLimit(30 * 60_000),
    nextNumber: () => ++last,
  }
}

/** The row that holds this code or refresh token. */
export function grantBySecret(state: OidcState, secret: string): Grant | undefined {
  return secret === '' ? undefined : [...state.grants.values()].find(grant => grant.secret === secret)
}

/** The row that holds this access token. */
export function grantByAccessToken(state: OidcState, token: string): Grant | undefined {
  return token === '' ? undefined : [...state.grants.values()].find(grant => grant.accessToken === token)
}

const keyOf = (uid: string, clientId: string) => `${clientId} ${uid}`

export function consentOf(state: OidcState, uid: string, clientId: string): Consent | undefined {
  return state.consents.get(keyOf(uid, clientId))
}

/** Writes down what the person granted; one row per person and client. */
export function keepConsent(state: OidcState, given: { uid: string; clientId: string; scope: string; at: number }) {
  const { uid, clientId, scope, at } = given
  const old = consentOf(state, uid, clientId)
  const consent = {
    number: old?.number ?? state.nextNumber(),
    uid,
    clientId,
    scope,
    createdAt: old?.createdAt ?? at,
    updatedAt: at,
  }
  state.consents.set(keyOf(uid, clientId), consent)
  return consent
}

/** Takes a consent back: its tokens go with it (since 2.0.4). */
export function dropConsent(state: OidcState, uid: string, clientId: string): void {
  state.consents.delete(keyOf(uid, clientId))
  for (const grant of state.grants.values()) {
    if (grant.uid === uid && grant.clientId === clientId) state.grants.delete(grant.number)
  }
}

/** Removes a client with everything that hangs on it but its registration tokens, which then name nobody. */
export function dropClient(state: OidcState, clientId: string): void {
  state.clients.delete(clientId)
  for (const grant of state.grants.values()) {
    if (grant.clientId === clientId) state.grants.delete(grant.number)
  }
  for (const [key, consent] of state.consents) {
    if (consent.clientId === clientId) state.consents.delete(key)
  }
}
