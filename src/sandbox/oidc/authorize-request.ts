import { text, type Params } from './request-params.js'

/** The parameters of an authorization request that the `oidc` app remembers over login and consent. */
const NAMES = [
  'code_challenge_method',
  'response_type',
  'client_id',
  'redirect_uri',
  'code_challenge',
  'nonce',
  'scope',
  'state',
  'resource',
  'response_mode',
  'prompt',
  'request',
  'claims',
] as const

export type AuthorizeRequest = Partial<Record<(typeof NAMES)[number], string>>

export function authorizeRequest(params: Params): AuthorizeRequest {
  return Object.fromEntries(
    NAMES.flatMap(name => (text(params, name) === undefined ? [] : [[name, text(params, name)]])),
  )
}

/** The request as a query again; slashes and colons stay readable, as Nextcloud leaves them. */
export function authorizeQuery(asked: AuthorizeRequest): string {
  return Object.entries(asked)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2F', '/')}`)
    .join('&')
}
