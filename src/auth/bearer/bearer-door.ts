import type { Secret } from '../../lib/secret.js'
import type { Credential } from '../../nextcloud/http-client.js'
import type { Principal } from '../principal.js'
import type { VerifyResult } from './token-verifier.js'

/** Somebody who came to `/mcp` with a token that was taken, and how Nextcloud is asked in their name. It lives as long as its request. */
export interface BearerLogin {
  principal: Principal
  /** What goes to Nextcloud: this person's own credential, and never anybody else's. */
  credential(): Promise<Credential>
  /** Nextcloud refused that credential: whoever remembers that it is good forgets it. */
  rejected(): void
  /** After a refusal: is the token still good, by the word of whoever issued it? Asks anew, whatever is remembered. */
  confirm(): Promise<VerifyResult>
  /** What was sent to Nextcloud, where that is something that the person left with us; absent where it is the token itself. */
  stored?(): Credential['kind'] | undefined
}

export type BearerResult = { ok: true; login: BearerLogin } | Extract<VerifyResult, { ok: false }>

/**
 * Takes tokens of one issuer at `/mcp`. The identity provider's tokens are for the last door; another issuer, such as an authorization server of our own, puts
 * its door before.
 */
export interface BearerDoor {
  /** By its form alone, without asking anybody: was this token issued here? */
  owns(token: Secret): boolean
  /** @param network - where the token came from. */
  enter(token: Secret, network?: string): Promise<BearerResult>
}
