import type { SandboxSettings, SandboxUser } from './sandbox.js'

/** A person's account. `enabled: false` is what `occ user:disable` leaves. */
export interface Account extends SandboxUser {
  enabled: boolean
}

/** A signed-in browser, found by the cookie `SESSION_COOKIE`. */
export interface BrowserSession {
  uid: string
  /** What pages put into their forms; `OC.requestToken`. */
  requestToken: string
  /** When the person signed in, Unix seconds; `auth_time`. */
  signedInAt?: number
  /** The login was made for a `prompt=login`, which it answers once. */
  madeForPrompt?: boolean
}

/** Who is behind a bearer token. */
export interface BearerIdentity {
  uid: string
}

/** Answers whose access token this is; undefined for one that nobody issued or that is over. */
export interface BearerCheck {
  (token: string): Promise<BearerIdentity | undefined>
}

/** Failed logins by address, as Nextcloud 32 counts them (recorded: eleven get 401, from the twelfth on 429). */
export interface BruteForce {
  blocked(address: string): boolean
  /** Counts one failure. */
  fail(address: string): void
  reset(): void
}

/** Everything the sandbox knows that more than one of its rooms needs. */
export interface World {
  settings: SandboxSettings
  /** `http://127.0.0.1:<port><basePath>`, without a slash at the end; known once it listens, so read it per request. */
  url: string
  /** `''` or e.g. `/cloud`. */
  basePath: string
  /** Unix milliseconds. */
  now(): number
  /** `length` characters of A-Z a-z 0-9. */
  randomId(length: number): string
  /** By uid. */
  accounts: Map<string, Account>
  /** By login name in any case, or by e-mail address; not by a uid that differs from the login name. */
  findAccount(login: string): Account | undefined
  /** True for the account's login password (not an app password). */
  isPassword(account: Account, password: string): boolean
  /** By the value of the cookie. */
  browserSessions: Map<string, BrowserSession>
  bruteForce: BruteForce
  /** Set by the room of the `oidc` app; until then every bearer token is unknown. */
  checkBearer: BearerCheck
  /** Makes an app password for the person; the name is what the settings page shows. */
  createAppPassword(uid: string, name: string): string
}

/** Name of the cookie that carries the key of `World.browserSessions`. */
export const SESSION_COOKIE = 'nc_session'
