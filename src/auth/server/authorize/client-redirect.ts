import type { OAuthErrorCode } from '../../../errors/oauth-errors.js'
import { ANSWER_PARAMETERS } from '../../../lib/redirect-uri.js'

/** Where an answer to a client goes. */
export interface ClientAddress {
  redirectUri: string
  state: string | null
}

/**
 * The client's redirect URI with an answer added; what it had in its query stays, but for what could be taken for an answer. `iss` says that the answer is ours, so that a client of
 * several servers cannot mix them up (RFC 9207).
 */
export function clientRedirect(
  { redirectUri, state }: ClientAddress,
  issuer: string,
  answer: { code: string } | { error: OAuthErrorCode; error_description: string },
): string {
  const url = new URL(redirectUri)
  for (const name of ANSWER_PARAMETERS) url.searchParams.delete(name)
  for (const [name, value] of Object.entries(answer)) url.searchParams.append(name, value)
  if (state !== null) url.searchParams.append('state', state)
  url.searchParams.append('iss', issuer)
  return url.href
}
