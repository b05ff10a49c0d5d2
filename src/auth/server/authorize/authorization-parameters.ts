import { OAuthRefused } from '../../../errors/oauth-errors.js'
import type { Query } from '../../provisioning/provisioning-deps.js'
import { checkResource, ownResource } from '../resource.js'
import { grantableScopes } from '../scopes.js'

/** What a client asks for, checked. */
export interface AuthorizationParameters {
  scopes: readonly string[]
  codeChallenge: string
  resource: string
  alwaysAsk: boolean
}

const CHALLENGE = /^[A-Za-z0-9_-]{43}$/
const MAX_STATE = 2_048

/** The client's `state`, if it can be echoed at all. */
export function echoedState(query: Query): string | null {
  const { state } = query
  return typeof state === 'string' && state.length <= MAX_STATE ? state : null
}

/**
 * Checks what is answered by redirect (RT-13): OAuth 2.1, section 4.1.1; PKCE with S256 is not optional (RFC 7636; RFC 9700, section 2.1.1);
 * `resource` must be ours (RFC 8707, section 2).
 *
 * @throws {OAuthRefused}
 */
export function authorizationParameters(query: Query, publicUrl: string): AuthorizationParameters {
  checkForm(query)
  const text = (name: string): string | undefined => (typeof query[name] === 'string' ? query[name] : undefined)
  checkKind(text)
  const codeChallenge = text('code_challenge') ?? ''
  if (!CHALLENGE.test(codeChallenge) || text('code_challenge_method') !== 'S256')
    throw new OAuthRefused('invalid_request', 'PKCE is required: code_challenge with code_challenge_method=S256.')
  checkResource(text('resource'), publicUrl)
  const scopes = grantableScopes(text('scope'))
  if (!scopes) throw new OAuthRefused('invalid_scope', 'A scope does not exist here; see scopes_supported.')
  const alwaysAsk = (text('prompt') ?? '').split(' ').includes('consent')
  return { scopes, codeChallenge, resource: ownResource(publicUrl), alwaysAsk }
}

/** A parameter that comes twice is refused, whichever it is (RFC 6749, section 3.1). */
function checkForm(query: Query): void {
  const twice = Object.values(query).some(value => value !== undefined && typeof value !== 'string')
  if (twice) throw new OAuthRefused('invalid_request', 'A parameter was given more than once.')
  if ((query['state'] ?? '').length > MAX_STATE) throw new OAuthRefused('invalid_request', 'state is too long.')
}

function checkKind(text: (name: string) => string | undefined): void {
  if (text('request') !== undefined) throw new OAuthRefused('request_not_supported', 'Send plain parameters.')
  if (text('request_uri') !== undefined) throw new OAuthRefused('request_uri_not_supported', 'Send plain parameters.')
  if (text('response_type') !== 'code')
    throw new OAuthRefused('unsupported_response_type', 'Only response_type=code is offered here.')
  if ((text('response_mode') ?? 'query') !== 'query')
    throw new OAuthRefused('invalid_request', 'Only response_mode=query is offered here.')
  if (text('prompt') === 'none')
    throw new OAuthRefused('interaction_required', 'A person must look at this; nothing is granted silently.')
}
