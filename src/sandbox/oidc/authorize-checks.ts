import type { AuthorizeRequest } from './authorize-request.js'
import { isExpiredClient, type OidcContext } from './oidc-context.js'
import { dropClient, type CodeChallenge, type OidcClient } from './oidc-state.js'
import { redirectUriMatches } from './redirect-uri-matches.js'
import { refused, type Refusal } from './refusal.js'

/** Removes registrations that are over; every authorization and registration does it in passing. */
export function sweepExpiredClients({ world, state }: OidcContext): void {
  for (const client of state.clients.values()) {
    if (isExpiredClient(world, client)) dropClient(state, client.clientId)
  }
}

/** Why a request may not even be sent back to its client; the words are shown to the person on a page. */
export function checkClient({ state }: OidcContext, asked: AuthorizeRequest): { client: OidcClient } | string {
  const client = state.clients.get(asked.client_id ?? '')
  if (client === undefined) {
    return 'Your client is not authorized to connect. Please inform the administrator of your client.'
  }
  const target = asked.redirect_uri ?? ''
  if (client.redirectUris.some(registered => redirectUriMatches(registered, target))) return { client }
  return 'The received redirect URI is not accepted to connect. Please inform the administrator of your client.'
}

/** What else can be wrong, reported to the client (RFC 6749, section 4.1.2.1). Every client here is registered for `code`. */
export function checkRequest(asked: AuthorizeRequest): Refusal | undefined {
  return checkRequestObject(asked) ?? checkResponseType(asked) ?? checkResponseMode(asked) ?? checkChallenge(asked)
}

/** The challenge that the code will be bound to; `plain` when no method is named (RFC 7636, section 4.3). */
export function codeChallengeOf(asked: AuthorizeRequest): CodeChallenge | undefined {
  const { code_challenge: challenge, code_challenge_method: method } = asked
  return challenge === undefined ? undefined : { challenge, method: method === 'S256' ? 'S256' : 'plain' }
}

function checkRequestObject(asked: AuthorizeRequest): Refusal | undefined {
  if (asked.request === undefined) return undefined
  return refused('request_not_supported', 'Request object parameter is not supported.')
}

function checkResponseType({ response_type: type }: AuthorizeRequest): Refusal | undefined {
  if (type === undefined) return refused('unsupported_response_type', 'Missing response_type')
  const types = type.split(' ')
  if (types.includes('code') && types.length === 1) return undefined
  if (!types.includes('code') && !types.includes('id_token'))
    return refused('request_not_supported', 'Missing id_token')
  return refused('unsupported_response_type', 'Unsupported response_type')
}

function checkResponseMode({ response_mode: mode }: AuthorizeRequest): Refusal | undefined {
  if (mode === undefined || ['query', 'fragment', 'form_post'].includes(mode)) return undefined
  return refused('unsupported_response_mode', 'Unsupported response_mode')
}

function checkChallenge(asked: AuthorizeRequest): Refusal | undefined {
  const { code_challenge: challenge, code_challenge_method: method } = asked
  if (challenge === undefined) return undefined
  if (method !== undefined && method !== 'S256' && method !== 'plain') {
    return refused('invalid_request', 'Unsupported code_challenge_method')
  }
  if (/^[A-Za-z0-9._~-]{43,128}$/.test(challenge)) return undefined
  return refused('invalid_request', 'Invalid code_challenge format')
}
