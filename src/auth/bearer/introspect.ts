import { z } from 'zod'

import type { Secret } from '../../lib/secret.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { OAuthClient } from '../oidc/oidc-runtime.js'
import { askProvider } from './ask-provider.js'
import { audienceOf } from './jwt-claims.js'
import { mappedUser } from './mapped-user.js'
import { clientFault, serverFault, type FactsResult } from './token-facts.js'

const Active = z.looseObject({
  active: z.literal(true),
  sub: z.string().min(1).max(255).optional(),
  username: z.string().min(1).max(255).optional(),
  client_id: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  scope: z.string().optional(),
  exp: z.number().finite().optional(),
})
const Inactive = z.object({ active: z.literal(false) })
const Failure = z.object({ error: z.string() })

/** Both mean that the provider does not know us any more; Nextcloud says either with 400 or 401. */
const CLIENT_REFUSED: readonly string[] = ['invalid_client', 'expired_client']

export interface IntrospectOptions {
  url: string
  client: OAuthClient
  /** Names the Nextcloud account. */
  userIdClaim: string
  /** The provider turned our own client away. */
  onClientRejected: (clientId: string) => void
}

/**
 * Asks the provider about an opaque token, with our client's credentials in the body (VER-6): Basic at these endpoints has been taken for a user's login by
 * Nextcloud.
 *
 * @see RFC 7662
 */
export async function introspect(http: HttpClient, token: Secret, options: IntrospectOptions): Promise<FactsResult> {
  const { url, client } = options
  const body = form({ token: token.reveal(), client_id: client.id, client_secret: client.secret.reveal() })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await askProvider(http, { method: 'POST', url, headers, body })
  if (answer.kind === 'unreachable') return serverFault('network_error', answer.retryAfterSeconds)
  if (answer.status !== 200) return refused(answer.body, options)
  return read(answer.body, options.userIdClaim)
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

function refused(body: unknown, { client, onClientRejected }: IntrospectOptions): FactsResult {
  if (!CLIENT_REFUSED.includes(Failure.safeParse(body).data?.error ?? '')) return serverFault('network_error')
  onClientRejected(client.id)
  return serverFault('not_configured')
}

function read(body: unknown, userIdClaim: string): FactsResult {
  if (Inactive.safeParse(body).success) return clientFault('inactive')
  const answer = Active.safeParse(body).data
  if (!answer) return serverFault('network_error')
  const sub = answer.sub ?? answer.username
  if (sub === undefined) return clientFault('malformed')
  const { client_id: clientId, scope, exp: expiresAt } = answer
  const known = {
    sub,
    mappedUser: mappedUser(answer, userIdClaim),
    clientId,
    audience: audienceOf(answer),
    scope,
    expiresAt,
  }
  return { ok: true, facts: { ...known, unlistedIssuer: undefined, proof: 'introspection', typed: false } }
}
