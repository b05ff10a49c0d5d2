import { constantTimeEqual } from '../../../lib/constant-time-equal.js'
import { sha256 } from '../../../lib/sha256.js'
import type { FlowCookie } from '../../provisioning/flow-cookies.js'
import { random256, secondsOf, type ServerDeps } from '../server-deps.js'
import { consentUrl, REQUEST_LIFETIME, requestCookieName } from './start-authorization.js'
import { type Pending, requestOver } from './question.js'

/** Where the sign-in returns to, and the cookie that binds the request to this browser, for as long as the sign-in may take. */
export interface Approved {
  returnTo: string
  cookie: FlowCookie
}

/**
 * Allowed by somebody who is not signed in yet (RT-11): nothing is granted. Whoever comes back from the sign-in that starts now, in this very
 * browser, is the one who allowed it; no sign-in before or beside it is.
 *
 * @param id - the request's.
 * @throws {OAuthRefused} when it was answered meanwhile.
 */
export async function approve(deps: ServerDeps, id: string, { request, binding }: Pending): Promise<Approved> {
  const approval = random256(deps)
  const { requests } = deps.storage.authorizationServer
  const { requestHash } = request
  if (!(await requests.approve(requestHash, sha256(approval), secondsOf(deps) + REQUEST_LIFETIME))) throw requestOver()
  return {
    returnTo: `${consentUrl(deps, id)}&approval=${approval}`,
    cookie: { name: requestCookieName(deps, requestHash), value: binding, maxAgeSeconds: REQUEST_LIFETIME },
  }
}

/** Does the browser come from the sign-in that {@link approve} started? */
export function isApproved({ request: { approvalHash } }: Pick<Pending, 'request'>, approval: unknown): boolean {
  return approvalHash !== null && typeof approval === 'string' && constantTimeEqual(sha256(approval), approvalHash)
}
