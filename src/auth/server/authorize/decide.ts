import { OAuthRefused } from '../../../errors/oauth-errors.js'
import { sha256 } from '../../../lib/sha256.js'
import type { AuthorizationRequest } from '../../../storage/authorization-server-storage.js'
import { withoutLoopbackPort } from '../../../lib/redirect-uri.js'
import { random256, secondsOf, type ServerDeps } from '../server-deps.js'
import { CODE_PREFIX } from '../tokens/token-forms.js'
import { clientRedirect } from './client-redirect.js'
import { requestOver } from './question.js'
import { refusedRedirect } from './start-authorization.js'

/** Seconds (RT-15). */
const CODE_LIFETIME = 60

/** The person allows it: a code for 60 seconds, as a hash. @returns where the browser goes. */
export async function allow(deps: ServerDeps, request: AuthorizationRequest, userId: string): Promise<string> {
  const { consents, codes } = deps.storage.authorizationServer
  await take(deps, request)
  const now = secondsOf(deps)
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
  if (!(await storage.authorizationServer.requests.take(requestHash))) throw requestOver()
}
