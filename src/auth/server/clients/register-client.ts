import { OAuthRefused } from '../../../errors/oauth-errors.js'
import { sha256 } from '../../../lib/sha256.js'
import { CLIENT_IDLE, CLIENT_UNUSED } from '../../../storage/sweep-expired.js'
import { REQUEST_LIFETIME } from '../authorize/start-authorization.js'
import { random256, secondsOf, type ServerDeps } from '../server-deps.js'
import { registrationRequest } from './registration-request.js'

/** Enough for any installation; registrations that nobody uses make room first. */
const MAX_CLIENTS = 2_000
/** Whoever registers sends the person here at once. Without a table that forgets faster when it is full, one address could keep everybody out for a day. */
const TIME_TO_BE_USED = 2 * REQUEST_LIFETIME
const ROOM_AT_ONCE = 100

/**
 * Registers a client with us (RFC 7591, section 3). Nothing is told to Nextcloud.
 *
 * @returns the body of the 201. The secret is in it and nowhere else.
 * @throws {OAuthRefused} for metadata that is not acceptable, or when two thousand clients are registered.
 */
export async function registerClient(deps: ServerDeps, body: unknown, ip: string): Promise<object> {
  const { name, redirectUris, authMethod } = registrationRequest(body)
  const { clients } = deps.storage.authorizationServer
  const now = secondsOf(deps)
  await makeRoom(deps, now)
  const clientId = `ncmcp_client_${deps.ports.random(16).toString('base64url')}`
  const secret = authMethod === 'none' ? undefined : `ncmcp_secret_${random256(deps)}`
  const secretHash = secret === undefined ? null : sha256(secret)
  await clients.add({ clientId, name, redirectUris, authMethod, secretHash, createdAt: now, usedAt: null })
  deps.audit.record('client.registered', 'ok', { clientId, ip })
  return {
    client_id: clientId,
    client_id_issued_at: now,
    ...(secret === undefined ? {} : { client_secret: secret, client_secret_expires_at: 0 }),
    client_name: name,
    redirect_uris: redirectUris,
    token_endpoint_auth_method: authMethod,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  }
}

async function makeRoom({ storage }: ServerDeps, now: number): Promise<void> {
  const { clients } = storage.authorizationServer
  if ((await clients.count()) < MAX_CLIENTS) return
  await clients.removeStale(now - CLIENT_UNUSED, now - CLIENT_IDLE)
  if ((await clients.count()) < MAX_CLIENTS) return
  await clients.removeOldestUnused(now - TIME_TO_BE_USED, ROOM_AT_ONCE)
  if ((await clients.count()) < MAX_CLIENTS) return
  throw new OAuthRefused('temporarily_unavailable', 'Too many clients are registered here.', {
    retryAfterSeconds: TIME_TO_BE_USED,
  })
}
