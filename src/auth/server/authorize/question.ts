import { OAuthRefused } from '../../../errors/oauth-errors.js'
import { constantTimeEqual } from '../../../lib/constant-time-equal.js'
import { sha256 } from '../../../lib/sha256.js'
import type { AuthorizationRequest } from '../../../storage/authorization-server-storage.js'
import { RANDOM_256 } from '../../provisioning/flow-cookies.js'
import { isLocalRedirect } from '../../../lib/redirect-uri.js'
import { secondsOf, type ServerDeps } from '../server-deps.js'
import { csrfToken, fitsCsrf, readSession, type Cookies, type SignedIn } from '../sessions/browser-session.js'
import { requestCookieName } from './start-authorization.js'

/** A request that waits for an answer, in the browser that brought it. */
export interface Pending {
  request: AuthorizationRequest
  /** The value of the cookie that binds it to this browser; never shown. */
  binding: string
}

/** What the person is asked. */
export interface Question extends Pending {
  /** undefined: nobody is signed in here, and Nextcloud's sign-in comes after the answer. */
  person: SignedIn | undefined
  csrf: string
}

/** Unknown, another browser, too late or answered already: told in the same words. */
export const requestOver = () =>
  new OAuthRefused('invalid_request', 'This request is unknown, already answered or expired.')

/**
 * A request that this browser brought and that waits for an answer.
 *
 * @throws {OAuthRefused} when there is none: another browser, too late, or answered already.
 */
export async function pendingRequest(deps: ServerDeps, id: string | undefined, cookies: Cookies): Promise<Pending> {
  if (id === undefined || !RANDOM_256.test(id)) throw requestOver()
  const requestHash = sha256(id)
  const request = await deps.storage.authorizationServer.requests.find(requestHash)
  const binding = cookies[requestCookieName(deps, requestHash)]
  if (!request || request.expiresAt <= secondsOf(deps) || binding === undefined) throw requestOver()
  if (!constantTimeEqual(sha256(binding), request.cookieHash)) throw requestOver()
  return { request, binding }
}

/** @throws {OAuthRefused} as {@link pendingRequest}. */
export async function question(deps: ServerDeps, id: string | undefined, cookies: Cookies): Promise<Question> {
  const pending = await pendingRequest(deps, id, cookies)
  const person = await readSession(deps, cookies)
  return { ...pending, person, csrf: csrfToken(proofOf(pending, person), pending.request.requestHash) }
}

/**
 * Did this person allow it before? The same client at the same redirect URI, and no more scopes. A program on the person's machine is always
 * asked about, because any program can claim to be it (RT-11, GAP-10; RFC 8252, sections 8.1 and 8.6).
 */
export async function isAllowedBefore(
  { storage }: Pick<ServerDeps, 'storage'>,
  { request, person }: Pick<Question, 'request' | 'person'>,
): Promise<boolean> {
  const { clientId, redirectUri, scopes, alwaysAsk } = request
  if (!person || alwaysAsk || isLocalRedirect(redirectUri)) return false
  const consent = await storage.authorizationServer.consents.find(person.userId, clientId, redirectUri)
  return consent !== undefined && scopes.every(scope => consent.scopes.includes(scope))
}

/** @throws {OAuthRefused} for a form that was not on the page that this browser saw, signed in as it is now. */
export function checkForm(asked: Question, csrf: string | undefined): void {
  if (fitsCsrf(proofOf(asked, asked.person), asked.request.requestHash, csrf)) return
  throw new OAuthRefused('invalid_request', 'The answer did not come from the page that asked. Start again.')
}

/** Was the form on the page as it was before this person signed in here, in another tab? Then they must be asked by name. */
export function isOutdated(asked: Question, csrf: string | undefined): boolean {
  return asked.person !== undefined && fitsCsrf(proofOf(asked, undefined), asked.request.requestHash, csrf)
}

/** What the page was made with: if somebody else signs in meanwhile, the page that named the one before answers nothing. */
const proofOf = ({ binding }: Pending, person: SignedIn | undefined) => ({
  secret: `${binding} ${person?.secret ?? ''}`,
})
