import type { OAuthErrorCode } from '../../src/errors/oauth-errors.js'

/** What an error must look like to be this refusal; typed as tap wants it. */
export const refusal = (error: OAuthErrorCode, more: object = {}): Error =>
  Object.assign(Object.create(null), { code: 'NCMCP_OAUTH_REFUSED', error, ...more })
