import { AppError } from '../../../errors/app-error.js'
import { OAuthRefused } from '../../../errors/oauth-errors.js'
import { sha256 } from '../../../lib/sha256.js'
import { SESSION_IDLE, SESSION_LONGEST } from '../../../storage/sweep-expired.js'
import type { FlowCookie } from '../../provisioning/flow-cookies.js'
import type { Query } from '../../provisioning/provisioning-deps.js'
import { isDocumentUrl } from '../clients/document-url.js'
import { allowsRedirect, type McpClient } from '../clients/mcp-client.js'
import { findClient } from '../clients/find-client.js'
import { random256, secondsOf, type ServerDeps } from '../server-deps.js'
import { authorizationParameters, echoedState } from './authorization-parameters.js'
import { clientRedirect, type ClientAddress } from './client-redirect.js'

/** Seconds that a person has for the question, and then for the sign-in at Nextcloud. */
export const REQUEST_LIFETIME = 600
const MAX_OPEN = 1_000
/** Where there is no room, questions that nobody answered for so long go first: five addresses could otherwise keep everybody out. */
const TIME_TO_ANSWER = 120
const ROOM_AT_ONCE = 50

export type StartedAuthorization =
  /** The person is asked, on our page at `location`. */
  | { kind: 'ask'; location: string; cookie: FlowCookie }
  /** The client is told. */
  | { kind: 'redirect'; location: string }

/** Binds a request to the browser that brought it. Named after it, so that several tabs do not disturb each other. */
export function requestCookieName({ config }: Pick<ServerDeps, 'config'>, requestHash: string): string {
  const hex = Buffer.from(requestHash, 'base64url').toString('hex')
  return `${config.server.cookieSecure ? '__Host-' : ''}mcp_auth_${hex.slice(0, 8)}`
}

/** The page on which the person is asked. @param id - the request's. */
export function consentUrl({ config }: Pick<ServerDeps, 'config'>, id: string): string {
  return `${config.server.publicUrl}/oauth/consent?request=${id}`
}

/**
 * A client asks for access (`/oauth/authorize`). Client and redirect URI are judged first and by nobody but the person in front of the browser
 * seen; from then on the client is told by redirect (RT-13). Nothing is granted here, and Nextcloud is not asked.
 *
 * @throws {OAuthRefused} for a client or redirect URI that is not known: shown, never sent anywhere.
 */
export async function startAuthorization(deps: ServerDeps, query: Query): Promise<StartedAuthorization> {
  const client = await clientOf(deps, query)
  const address = addressOf(client, query)
  try {
    return await openRequest(deps, client, address, query)
  } catch (error) {
    if (error instanceof OAuthRefused) return { kind: 'redirect', location: refusedRedirect(deps, address, error) }
    throw error
  }
}

/** Tells the client why not. An error of ours that is not in its vocabulary is a `server_error`. */
export function refusedRedirect(
  { config }: Pick<ServerDeps, 'config'>,
  address: ClientAddress,
  error: AppError,
): string {
  const word = error instanceof OAuthRefused ? error.error : 'server_error'
  return clientRedirect(address, config.server.publicUrl, { error: word, error_description: error.message })
}

async function clientOf(deps: ServerDeps, { client_id: id }: Query): Promise<McpClient> {
  const client = typeof id === 'string' && id !== '' ? await findClient(deps, id) : undefined
  if (client) return client
  throw new OAuthRefused('invalid_client', typeof id === 'string' && isDocumentUrl(id) ? UNREADABLE : UNKNOWN)
}

const UNKNOWN = 'The application that sent you here is not known to this server.'
/** It may be the application's own server that is down. */
const UNREADABLE =
  'What the application that sent you here publishes about itself cannot be read, or is not acceptable. Try again in a minute.'

function addressOf(client: McpClient, query: Query): ClientAddress {
  const { redirect_uri: redirectUri } = query
  if (typeof redirectUri === 'string' && allowsRedirect(client, redirectUri))
    return { redirectUri, state: echoedState(query) }
  throw new OAuthRefused(
    'invalid_redirect_uri',
    'The application that sent you here wants the answer at an address that it did not register.',
  )
}

async function makeRoom(deps: ServerDeps): Promise<void> {
  const { authorizationServer } = deps.storage
  if ((await authorizationServer.requests.count()) < MAX_OPEN) return
  const now = secondsOf(deps)
  await authorizationServer.removeExpired(now, { idleSince: now - SESSION_IDLE, startedBefore: now - SESSION_LONGEST })
  if ((await authorizationServer.requests.count()) < MAX_OPEN) return
  if ((await authorizationServer.requests.removeOldestUnanswered(now - TIME_TO_ANSWER, ROOM_AT_ONCE)) > 0) return
  throw new OAuthRefused('temporarily_unavailable', 'Too many authorizations are in progress.')
}

async function openRequest(
  deps: ServerDeps,
  client: McpClient,
  address: ClientAddress,
  query: Query,
): Promise<StartedAuthorization> {
  const { publicUrl } = deps.config.server
  const parameters = authorizationParameters(query, publicUrl)
  const { requests } = deps.storage.authorizationServer
  await makeRoom(deps)
  const [id, binding] = [random256(deps), random256(deps)]
  const requestHash = sha256(id)
  const now = secondsOf(deps)
  await requests.add({
    requestHash,
    cookieHash: sha256(binding),
    clientId: client.id,
    clientName: client.name,
    ...address,
    ...parameters,
    approvalHash: null,
    createdAt: now,
    expiresAt: now + REQUEST_LIFETIME,
  })
  const cookie = { name: requestCookieName(deps, requestHash), value: binding, maxAgeSeconds: REQUEST_LIFETIME }
  return { kind: 'ask', location: consentUrl(deps, id), cookie }
}
