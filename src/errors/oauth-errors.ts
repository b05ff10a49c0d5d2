import { AppError, type AppErrorOptions } from './app-error.js'

/** The words of RFC 6749 (sections 4.1.2.1 and 5.2), RFC 7591 (section 3.2.2) and RFC 8707 (section 2) that we use. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_target'
  | 'access_denied'
  | 'interaction_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'server_error'
  | 'temporarily_unavailable'
  | 'too_many_requests'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata'

const STATUS: Partial<Record<OAuthErrorCode, number>> = {
  invalid_client: 401,
  too_many_requests: 429,
  temporarily_unavailable: 503,
  server_error: 500,
}

/** Our authorization server says no to a client, in the words that clients know. */
export class OAuthRefused extends AppError {
  readonly code = 'NCMCP_OAUTH_REFUSED'
  readonly statusCode: number
  /** `error` of the body or of the redirect. */
  readonly error: OAuthErrorCode

  /** @param message - `error_description`: ours, plain ASCII, safe to show. */
  constructor(error: OAuthErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options)
    this.error = error
    this.statusCode = STATUS[error] ?? 400
  }
}
