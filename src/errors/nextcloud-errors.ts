import { AppError, type AppErrorOptions } from './app-error.js'

/** Something went wrong between us and Nextcloud. Messages are our own words: Nextcloud's text never travels in them. */
export abstract class NextcloudError extends AppError {}

/** 400, 422: Nextcloud refused the request as malformed. */
export class InvalidRequest extends NextcloudError {
  readonly code = 'NCMCP_INVALID_REQUEST'
  readonly statusCode = 400
}

/** 401: Nextcloud no longer takes the credential that was sent. */
export class CredentialRejected extends NextcloudError {
  readonly code = 'NCMCP_CREDENTIAL_REJECTED'
  readonly statusCode = 401
}

/** 403: the person may not do this. */
export class Forbidden extends NextcloudError {
  readonly code = 'NCMCP_FORBIDDEN'
  readonly statusCode = 403
}

/** 404: the thing is not there, or not the caller's to see. */
export class NotFound extends NextcloudError {
  readonly code = 'NCMCP_NOT_FOUND'
  readonly statusCode = 404
}

/** 405 on MKCOL, 409: it exists already, or its parent does not. */
export class Conflict extends NextcloudError {
  readonly code = 'NCMCP_CONFLICT'
  readonly statusCode = 409
}

/** 412: the thing changed since its ETag was read (RFC 9110, section 13.1.1). */
export class PreconditionFailed extends NextcloudError {
  readonly code = 'NCMCP_PRECONDITION_FAILED'
  readonly statusCode = 412
  readonly currentEtag: string | undefined

  constructor(message: string, options: AppErrorOptions & { currentEtag?: string | undefined } = {}) {
    super(message, options)
    this.currentEtag = options.currentEtag
  }
}

/** 413, or a body above one of our own limits. */
export class TooLarge extends NextcloudError {
  readonly code = 'NCMCP_TOO_LARGE'
  readonly statusCode = 413
}

/** 423: somebody else is writing the file (RFC 4918, section 11.3). */
export class Locked extends NextcloudError {
  readonly code = 'NCMCP_LOCKED'
  readonly statusCode = 423
}

/** 429: Nextcloud throttles us. */
export class Throttled extends NextcloudError {
  readonly code = 'NCMCP_THROTTLED'
  readonly statusCode = 429
}

/** 507: the person's quota is used up. */
export class QuotaExceeded extends NextcloudError {
  readonly code = 'NCMCP_QUOTA_EXCEEDED'
  readonly statusCode = 507
}

/** An app that the call needs is not installed or not enabled for this person. */
export class AppMissing extends NextcloudError {
  readonly code = 'NCMCP_APP_MISSING'
  readonly statusCode = 424
}

/**
 * Nextcloud did not answer, or answered with 5xx, maintenance, a redirect or something that is not the protocol.
 * Never to be reported as bad credentials.
 */
export class NextcloudUnavailable extends NextcloudError {
  readonly code = 'NCMCP_NEXTCLOUD_UNAVAILABLE'
  readonly statusCode = 503
  /** true: the request may have reached Nextcloud, so a call with effects must not be repeated blindly. */
  readonly maybeSent: boolean

  constructor(message: string, options: AppErrorOptions & { maybeSent?: boolean } = {}) {
    super(message, { retryAfterSeconds: 5, ...options })
    this.maybeSent = options.maybeSent ?? true
  }
}

/** No answer within the time allowed. */
export class NextcloudTimeout extends NextcloudUnavailable {}

/** The caller gave up (RFC: JSON-RPC `notifications/cancelled`, or the connection closed). */
export class Cancelled extends NextcloudError {
  readonly code = 'NCMCP_CANCELLED'
  readonly statusCode = 499
}
