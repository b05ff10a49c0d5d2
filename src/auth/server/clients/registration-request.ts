import { z } from 'zod'
import { OAuthRefused } from '../../../errors/oauth-errors.js'
import type { ClientAuthMethod } from '../../../storage/authorization-server-storage.js'
import { isRedirectUri } from '../../../lib/redirect-uri.js'
import { plainName } from './plain-name.js'

/** What of a registration we keep. Everything else is ignored, and nothing that it names is fetched (RT-10). */
export interface RegistrationRequest {
  name: string
  redirectUris: readonly string[]
  authMethod: ClientAuthMethod
}

const MAX_REDIRECTS = 5

/** RFC 7591, section 2. Without a method, the RFC means `client_secret_basic`. */
const Body = z.object({
  redirect_uris: z.array(z.string()).min(1).max(MAX_REDIRECTS),
  client_name: z.string().max(1_000).optional(),
  token_endpoint_auth_method: z
    .enum(['none', 'client_secret_post', 'client_secret_basic'])
    .default('client_secret_basic'),
  grant_types: z.array(z.string()).max(20).optional(),
  response_types: z.array(z.string()).max(20).optional(),
})

/** @throws {OAuthRefused} `invalid_redirect_uri` or `invalid_client_metadata`. */
export function registrationRequest(body: unknown): RegistrationRequest {
  const parsed = Body.safeParse(body)
  if (!parsed.success) throw refusal(parsed.error.issues.some(issue => issue.path[0] === 'redirect_uris'))
  const { redirect_uris: redirectUris, client_name: name, token_endpoint_auth_method: authMethod } = parsed.data
  if (!redirectUris.every(isRedirectUri)) throw refusal(true)
  const { grant_types: grants = ['authorization_code'], response_types: responses = ['code'] } = parsed.data
  if (!grants.includes('authorization_code') || !responses.includes('code')) {
    throw new OAuthRefused('invalid_client_metadata', 'Only the authorization code grant is offered here.')
  }
  return { redirectUris, authMethod, name: plainName(name) ?? 'MCP client' }
}

function refusal(isRedirect: boolean): OAuthRefused {
  return isRedirect
    ? new OAuthRefused(
        'invalid_redirect_uri',
        'redirect_uris needs one to five addresses: https, or http to 127.0.0.1, [::1] or localhost; no fragment, no user name, no wildcard, no code, state, iss or error in the query.',
      )
    : new OAuthRefused('invalid_client_metadata', 'The client metadata is not acceptable (RFC 7591, section 2).')
}
