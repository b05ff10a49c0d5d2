import { AppError } from './app-error.js'

/** A tool was called with parameters that do not fit its schema. The message names each of them. */
export class InvalidArguments extends AppError {
  readonly code = 'NCMCP_INVALID_ARGUMENTS'
  readonly statusCode = 400
}

/** A bearer token lacks scopes that the tool needs (RFC 6750, section 3.1). Never happens to a person who came by Basic. */
export class InsufficientScope extends AppError {
  readonly code = 'NCMCP_INSUFFICIENT_SCOPE'
  readonly statusCode = 403
  readonly missing: readonly string[]

  constructor(missing: readonly string[]) {
    super(`The access token lacks these scopes: ${missing.join(' ')}.`)
    this.missing = missing
  }
}

/** A call took longer than the server allows, whatever it was waiting for. */
export class DeadlineExceeded extends AppError {
  readonly code = 'NCMCP_DEADLINE_EXCEEDED'
  readonly statusCode = 504
}

/** As many calls are running as the server takes, from this caller or from all. */
export class TooManyCalls extends AppError {
  readonly code = 'NCMCP_TOO_MANY_CALLS'
  readonly statusCode = 429

  constructor() {
    super('Too many calls are running at the same time.', { retryAfterSeconds: 1 })
  }
}
