import type { BasicLogin } from '../basic/basic-authenticator.js'
import type { Principal } from '../principal.js'

/** How the server's own account stands. */
export type AccountState =
  /** Nextcloud was not asked yet, or did not answer. */
  | 'unknown'
  | 'good'
  /** Nextcloud refuses it. */
  | 'refused'

/** The one account of single-user mode (`NEXTCLOUD_USERNAME`, `NEXTCLOUD_PASSWORD`). */
export interface ServerAccount {
  state(): AccountState
  /** Who everybody is. The uid is empty until Nextcloud told it. */
  principal(): Principal
  /**
   * The check at start: an account that Nextcloud refuses must not be served, a Nextcloud that does not answer is asked again by the first call.
   * @param signal - ends the wait for an answer.
   * @throws {StartFailed} that says what is wrong.
   */
  checkAtStart(signal?: AbortSignal): Promise<void>
  /**
   * Asks Nextcloud only while the account is not known to be good, and never in a loop.
   *
   * @throws {CredentialRejected} {@link Forbidden} while Nextcloud refuses it. @throws {Throttled} {@link NextcloudUnavailable} while it cannot be asked.
   */
  login(): Promise<BasicLogin>
  /** Nextcloud refused the account during a call: ask before the next one. */
  rejected(): void
}
