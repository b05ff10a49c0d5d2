import { AppError, type AppErrorOptions } from './app-error.js'

/** Everything that can stand between a click on Authorize and a stored grant. */
export type ProvisioningFailure =
  | 'duplicate_parameter'
  | 'bad_correlation'
  | 'bad_return_to'
  | 'ticket_unusable'
  | 'too_many_starts'
  | 'too_many_flows'
  | 'degraded'
  | 'malformed_callback'
  | 'unknown_state'
  | 'expired'
  | 'wrong_browser'
  | 'client_changed'
  | 'issuer_mismatch'
  | 'denied'
  | 'provider_error'
  | 'code_rejected'
  | 'client_rejected'
  | 'exchange_failed'
  | 'unavailable'
  | 'timeout'
  | 'id_token_invalid'
  | 'wrong_person'
  | 'no_refresh_token'
  | 'login_expired'
  | 'login_lost'
  | 'credential_refused'
  | 'identity_mismatch'
  | 'storage_failed'
  | 'internal'

/** One step of provisioning said no. How it is answered stands in the table of outcomes. */
export class ProvisioningFailed extends AppError {
  readonly code = 'NCMCP_PROVISIONING_FAILED'
  readonly statusCode = 400
  readonly failure: ProvisioningFailure
  /** Replaces the OAuth error code of the table; one of a fixed list. */
  readonly oauthError: string | undefined

  constructor(failure: ProvisioningFailure, options: AppErrorOptions & { oauthError?: string; detail?: string } = {}) {
    super(options.detail ? `provisioning: ${failure} (${options.detail})` : `provisioning: ${failure}`, options)
    this.failure = failure
    this.oauthError = options.oauthError
  }
}
