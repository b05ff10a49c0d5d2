import { z } from 'zod'
import { NextcloudUnavailable } from '../../errors/nextcloud-errors.js'
import { OidcSetupFailed } from '../../errors/oidc-setup-failed.js'
import { parseJson } from '../jwks/parse-json.js'
import { Secret } from '../../lib/secret.js'
import type { HttpClient, HttpResponse } from '../../nextcloud/http-client.js'
import type { Seconds } from '../../storage/storage.js'
import type { ClientRegistration } from './client-registration.js'
import { originOf } from './normalize-url.js'

export interface RegisteredClient {
  clientId: string
  secret: Secret
  registrationToken: Secret | null
  /** Where the registration is managed (RFC 7592); always on the origin of the registration endpoint. */
  registrationUri: string
  /** null: never. */
  expiresAt: Seconds | null
}

const Answer = z.object({
  client_id: z.string().min(1).max(255),
  client_secret: z.string().min(1).max(1024),
  client_secret_expires_at: z.number().int().nonnegative().optional(),
  redirect_uris: z.array(z.string()),
  scope: z.string().optional(),
  registration_access_token: z.string().min(1).max(4096).optional(),
  registration_client_uri: z.string().optional(),
})
type Answer = z.output<typeof Answer>

/**
 * Registers us once; never repeated, since each registration is one more client at the provider.
 *
 * @throws {OidcSetupFailed} when refused, throttled or unanswered, or when the answer is not what was asked for.
 * @see RFC 7591, section 3; Nextcloud `oidc` 2.0.9
 */
export async function registerClient(
  http: HttpClient,
  endpoint: string,
  wanted: ClientRegistration,
): Promise<RegisteredClient> {
  const answer = accepted(await post(http, endpoint, wanted))
  checkEchoes(answer, wanted)
  return {
    clientId: answer.client_id,
    secret: new Secret(answer.client_secret),
    registrationToken: answer.registration_access_token ? new Secret(answer.registration_access_token) : null,
    registrationUri: registrationUri(endpoint, answer),
    // 0 and absent both mean never (RFC 7591, section 3.2.1).
    expiresAt: answer.client_secret_expires_at || null,
  }
}

async function post(http: HttpClient, url: string, wanted: ClientRegistration): Promise<HttpResponse> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const body = JSON.stringify(wanted)
  try {
    return await http.send({
      method: 'POST',
      url,
      headers,
      body,
      maxBytes: 64 * 1024,
      timeoutMs: 15_000,
      retry: 'never',
    })
  } catch (cause) {
    const passing = cause instanceof NextcloudUnavailable && !cause.maybeSent
    throw new OidcSetupFailed('client registration failed: the identity provider did not answer', { cause, passing })
  }
}

function accepted({ status, body }: HttpResponse): Answer {
  if (status !== 201 && status !== 200) throw refused(status, body)
  const answer = Answer.safeParse(parseJson(body))
  if (answer.success) return answer.data
  throw new OidcSetupFailed('client registration failed: the answer lacks a client id, a secret or the redirect URIs')
}

const REFUSALS = new Map([
  ['dynamic_registration_not_allowed', 'dynamic client registration is switched off'],
  [
    'max_num_clients_exceeded',
    'Nextcloud holds too many registered clients; remove some with occ oidc:list and oidc:remove',
  ],
  ['invalid_scope', 'a scope is not allowed'],
  ['invalid_resource_url', 'NEXTCLOUD_MCP_SERVER_URL is not a URL that Nextcloud takes'],
])

function refused(status: number, body: Buffer): OidcSetupFailed {
  if (status === 429)
    return new OidcSetupFailed('client registration failed: too many registrations, Nextcloud asks us to wait')
  const error = z.object({ error: z.string() }).safeParse(parseJson(body))
  const known = error.success ? REFUSALS.get(error.data.error) : undefined
  return new OidcSetupFailed(`client registration failed: ${known ?? `HTTP ${status}`}`)
}

function checkEchoes(answer: Answer, wanted: ClientRegistration): void {
  const [redirect] = wanted.redirect_uris
  if (!answer.redirect_uris.includes(redirect))
    throw new OidcSetupFailed('client registration failed: our redirect URI was not taken')
  if (!wanted.scope.split(' ').includes('offline_access')) return
  if (answer.scope?.split(' ').includes('offline_access')) return
  throw new OidcSetupFailed('client registration failed: offline_access was not granted to the client')
}

/** A foreign address would be handed the registration token; Nextcloud builds it from its own idea of its base URL. */
function registrationUri(endpoint: string, { client_id, registration_client_uri: uri }: Answer): string {
  const own = uri !== undefined && originOf(uri) !== undefined && originOf(uri) === originOf(endpoint)
  return own ? uri : `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(client_id)}`
}
