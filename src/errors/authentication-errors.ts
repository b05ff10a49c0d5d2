import { AppError } from './app-error.js'

/** 401: no bearer token, or one that is not taken. Why is in the log only. */
export class BearerRefused extends AppError {
  readonly code = 'NCMCP_BEARER_REFUSED'
  readonly statusCode = 401

  constructor() {
    super('A valid access token is required.')
  }
}

/** 429: this network brought many tokens that only the identity provider can judge, and most were bad. The next is not asked about. */
export class TooManyTokens extends AppError {
  readonly code = 'NCMCP_TOO_MANY_TOKENS'
  readonly statusCode = 429

  constructor(retryAfterSeconds = 60) {
    super('Too many access tokens from this address were not good.', { retryAfterSeconds })
  }
}

/** 400: a token in the query or the body would end up in logs (RFC 6750, section 5.3), so it is not even looked at. */
export class TokenMisplaced extends AppError {
  readonly code = 'NCMCP_TOKEN_MISPLACED'
  readonly statusCode = 400

  constructor() {
    super('Access tokens belong into the Authorization header, not into the address or the body.')
  }
}
