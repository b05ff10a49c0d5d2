import type { Sealed } from '../vault/vault.js'
import type { Seconds } from './storage.js'

/**
 * `waiting`: we poll for the person's consent. `granted`: the app password is here, sealed, and not checked yet. Both are open; the others
 * are the end.
 */
export type LoginFlowStage = 'waiting' | 'granted' | 'done' | 'failed'

/** A login that a person finishes at Nextcloud while we poll (Nextcloud's login flow v2). */
export interface LoginFlow {
  /** SHA-256 of the flow's id, base64url. */
  flowHash: string
  /** SHA-256 of the binding cookie, base64url. */
  cookieHash: string
  /** SHA-256 of a stable browser id; for the cap of rows per browser. */
  browserHash: string
  stage: LoginFlowStage
  /** While waiting: what to poll with. When granted: the credential. null at the end. */
  sealed: Sealed | null
  /** Why it failed; short and ours. */
  failure: string | null
  /** Whose credential was stored. */
  userId: string | null
  correlationId: string | null
  returnTo: string | null
  /** Set when started from a ticket: the only uid that may finish. */
  ticketUser: string | null
  /** An answer of Nextcloud was lost on its way; it may have been the one that held the credential. */
  answerLost: boolean
  /** Polls so far. */
  attempts: number
  nextAt: Seconds
  createdAt: Seconds
  expiresAt: Seconds
}

export type NewLoginFlow = Pick<
  LoginFlow,
  'flowHash' | 'cookieHash' | 'browserHash' | 'correlationId' | 'returnTo' | 'ticketUser' | 'createdAt' | 'expiresAt'
> & { sealed: Sealed; nextAt: Seconds }

/** How a flow ends. */
export type LoginFlowEnd = { stage: 'done'; userId: string } | { stage: 'failed'; failure: string }

export interface LoginFlows {
  add(flow: NewLoginFlow): Promise<void>
  find(flowHash: string): Promise<LoginFlow | undefined>
  /** Open ones. */
  countOpen(): Promise<number>
  /** Removes the oldest rows of a browser until `keep` are left. */
  trimBrowser(browserHash: string, keep: number): Promise<void>
  /** Takes open flows that are due and that nobody holds, soonest first: `owner` has them until `until`, across processes. */
  claimDue(owner: string, now: Seconds, until: Seconds, limit: number): Promise<LoginFlow[]>
  /** Gives a flow back, due again at `nextAt`, one attempt older. Only what `owner` holds. */
  postpone(flowHash: string, owner: string, next: { nextAt: Seconds; answerLost: boolean }): Promise<boolean>
  /** The credential is here: keeps it sealed before anything else is done with it. Durable. Only what `owner` holds. */
  keepGranted(flowHash: string, owner: string, sealed: Sealed): Promise<boolean>
  /** Ends an open flow and wipes its secret. `owner` null: whoever holds it. False when it was over already. */
  end(flowHash: string, owner: string | null, end: LoginFlowEnd): Promise<boolean>
  /** Rows whose time was over before `before`. */
  removeExpired(before: Seconds): Promise<number>
}
