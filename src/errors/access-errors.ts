import { AppError, type AppErrorOptions } from './app-error.js'

/** Background access and bearer tokens: why we cannot act as a person right now. */
export abstract class AccessError extends AppError {}

/** Nobody authorised us for this person: neither a grant nor an app password is stored. Answered with 428. */
export class NotProvisioned extends AccessError {
  readonly code = 'NCMCP_NOT_PROVISIONED'
  readonly statusCode = 428
}

/** There was a grant, but Nextcloud no longer honours it: the person must authorise again. Answered with 428. */
export class ReauthRequired extends AccessError {
  readonly code = 'NCMCP_REAUTH_REQUIRED'
  readonly statusCode = 428
}

/** The identity provider or the token store cannot be asked right now; nothing is known to be wrong with the grant. */
export class TemporarilyUnavailable extends AccessError {
  readonly code = 'NCMCP_TEMPORARILY_UNAVAILABLE'
  readonly statusCode = 503

  constructor(message: string, options: AppErrorOptions = {}) {
    super(message, { retryAfterSeconds: 30, ...options })
  }
}

/** The token is good, but this Nextcloud takes no bearer tokens; its administrator has to let them in. */
export class BearerNotAccepted extends AccessError {
  readonly code = 'NCMCP_BEARER_NOT_ACCEPTED'
  readonly statusCode = 502

  constructor(options: AppErrorOptions = {}) {
    super('This access token is good, but Nextcloud does not take bearer tokens yet.', options)
  }
}
