import { OAuthRefused } from '../../../errors/oauth-errors.js'
import { constantTimeEqual } from '../../../lib/constant-time-equal.js'
import { sha256 } from '../../../lib/sha256.js'
import type { AuthorizationRequest } from '../../../storage/authorization-server-storage.js'
import { RANDOM_256 } from '../../provisioning/flow-cookies.js'
import { isLoopbackRedirect, withoutLoopbackPort } from '../redirect-uri.js'
import { random256, secondsOf, type ServerDeps } from '../server-deps.js'
import { csrfToken, fitsCsrf, readSession, type Cookies, type SignedIn } from '../sessions/browser-session.js'
import { CODE_PREFIX } from '../tokens/token-forms.js'
import { clientRedirect } from './client-redirect.js'
import { refusedRedirect, requestCookieName } from './start-authorization.js'

/** Seconds (RT-15). */
const CODE_LIFETIME = 60

/** What the person is asked. */
export interface Question {
  request: AuthorizationRequest
  person: SignedIn
  csrf: string
}

const over = () => new OAuthRefused('invalid_request', 'This request is unknown, already answered or expired.')

/**
 * A request that this browser brought and that waits for an answer.
 *
 * @throws {OAuthRefused} when there is none: another browser, too late, or answered already.
 */
export async function pendingRequest(
  deps: ServerDeps,
  id: string | undefined,
  cookies: Cookies,
): Promise<AuthorizationRequest> {
  if (id === undefined || !RANDOM_256.test(id)) throw over()
  const requestHash = sha256(id)
  const request = await deps.storage.authorizationServer.requests.find(requestHash)
  const cookie = cookies[requestCookieName(deps, requestHash)]
  if (!request || request.expiresAt <= secondsOf(deps) || cookie === undefined) throw over()
  if (!constantTimeEqual(sha256(cookie), request.cookieHash)) throw over()
  return request
}

/** @throws {OAuthRefused} also when nobody is signed in. */
export async function question(deps: ServerDeps, id: string | undefined, cookies: Cookies): Promise<Question> {
  const request = await pendingRequest(deps, id, cookies)
  const person = await readSession(deps, cookies)
  if (!person) throw new OAuthRefused('invalid_request', 'You are not signed in any more. Start again.')
  return { request, person, csrf: csrfToken(person, request.requestHash) }
}

/**
 * Did this person allow it before? The same client at the same redirect URI, and no more scopes. A program on the person's machine is always
 * asked about, because any program can claim to be it (RT-11, GAP-10; RFC 8252, section 8.6).
 */
export async function isAllowedBefore({ storage }: ServerDeps, { request, person }: Question): Promise<boolean> {
  const { clientId, redirectUri, scopes, alwaysAsk } = request
  if (alwaysAsk || isLoopbackRedirect(redirectUri)) return false
  const consent = await storage.authorizationServer.consents.find(person.userId, clientId, redirectUri)
  return consent !== undefined && scopes.every(scope => consent.scopes.includes(scope))
}

/** @throws {OAuthRefused} for a form that was not on the page that this session saw. */
export function checkForm({ request, person }: Question, csrf: string | undefined): void {
  if (fitsCsrf(person, request.requestHash, csrf)) return
  throw new OAuthRefused('invalid_request', 'The answer did not come from the page that asked. Start again.')
}

/** The person allows it: a code for 60 seconds, as a hash. @returns where the browser goes. */
export async function allow(deps: ServerDeps, { request, person }: Question): Promise<string> {
  const { consents, codes } = deps.storage.authorizationServer
  await take(deps, request)
  const now = secondsOf(deps)
  const { userId } = person
  const { clientId, clientName, redirectUri, scopes, codeChallenge, resource } = request
  const target = withoutLoopbackPort(redirectUri)
  await consents.save({ userId, clientId, clientName, redirectUri: target, scopes, grantedAt: now })
  const code = `${CODE_PREFIX}${random256(deps)}`
  await codes.add({
    codeHash: sha256(code),
    familyId: random256(deps),
    clientId,
    userId,
    redirectUri,
    codeChallenge,
    scopes,
    resource,
    createdAt: now,
    expiresAt: now + CODE_LIFETIME,
    usedAt: null,
  })
  await deps.storage.authorizationServer.clients.touch(clientId, now)
  deps.audit.record('client.allowed', 'ok', { userId, clientId })
  return clientRedirect(request, deps.config.server.publicUrl, { code })
}

/** The person, or Nextcloud, says no. @returns where the browser goes. */
export async function deny(
  deps: ServerDeps,
  request: AuthorizationRequest,
  error: OAuthRefused = new OAuthRefused('access_denied', 'Access was not allowed.'),
): Promise<string> {
  await take(deps, request)
  deps.audit.record('client.denied', 'denied', { clientId: request.clientId, reason: error.error })
  return refusedRedirect(deps, request, error)
}

async function take({ storage }: ServerDeps, { requestHash }: AuthorizationRequest): Promise<void> {
  if (!(await storage.authorizationServer.requests.take(requestHash))) throw over()
}
