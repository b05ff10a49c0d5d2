import { ProvisioningFailed } from '../../errors/provisioning-failed.js'
import { sha256 } from '../../lib/sha256.js'
import type { OAuthFlow } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import { redirectUri } from '../oidc/client-registration.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import { parseScopes } from '../bearer/parse-scopes.js'
import { askUserinfo } from './ask-userinfo.js'
import { callbackParameters, type CallbackParameters } from './callback-parameters.js'
import { checkBrowser, checkCookieForm } from './checks/check-browser.js'
import { checkCode } from './checks/check-code.js'
import { checkIdentity, checkPerson } from './checks/check-identity.js'
import { checkIssuer, checkSameClient } from './checks/check-issuer.js'
import { checkNotExpired } from './checks/check-not-expired.js'
import { checkProviderError } from './checks/check-provider-error.js'
import { dropTokens } from './drop-tokens.js'
import { exchangeCode, type TokenAnswer } from './exchange-code.js'
import { bindingCookieName } from './flow-cookies.js'
import { identifyPerson } from './identify-person.js'
import type { ProvisioningDeps, ProvisioningRequest } from './provisioning-deps.js'
import { refusalOf, type Refusal } from './refusal.js'
import { withCorrelation } from './return-to.js'
import { storeGrant } from './store-grant.js'

export interface Provisioned {
  ok: true
  userId: string
  scopes: readonly string[] | null
  correlationId: string | null
  /** Where the browser wanted to return to, its correlation id added. */
  returnTo: string | null
}

export type Finished = (Provisioned | Refusal) & {
  /** The binding cookie, spent. */
  clearCookie: string | undefined
  /** The page of ours that a sign-in was for, once it is proved that this browser started it; also when it failed. */
  signInFor: string | undefined
}

/** What is known so far; for the audit trail when a step fails. */
interface Progress {
  flow?: OAuthFlow
  userId?: string
  clearCookie?: string
  signInFor?: string | undefined
}

/**
 * Nextcloud sent the browser back: the checks of RT-23, in their order, then one row. Never rejects.
 * The flow is taken before anything else happens, so a replay, a second tab or the back button find nothing.
 */
export async function finishProvisioning(deps: ProvisioningDeps, request: ProvisioningRequest): Promise<Finished> {
  const progress: Progress = {}
  try {
    const done = await finish(deps, request, progress)
    note(deps, request, progress, 'provision.success', undefined)
    return { ...done, clearCookie: progress.clearCookie, signInFor: progress.signInFor }
  } catch (error) {
    const refusal = refusalOf(error)
    const isOurFault = refusal.failure === 'internal' || refusal.failure === 'storage_failed'
    deps.log[isOurFault ? 'error' : 'info']({ err: error, requestId: request.requestId }, 'an authorization failed')
    const event = refusal.failure === 'denied' ? 'provision.denied' : 'provision.failed'
    // Anybody can make up a state; only what happens to an authorization of ours belongs on the trail.
    if (progress.flow) note(deps, request, progress, event, refusal.failure)
    return { ...refusal, clearCookie: progress.clearCookie, signInFor: progress.signInFor }
  }
}

async function finish(deps: ProvisioningDeps, request: ProvisioningRequest, progress: Progress): Promise<Provisioned> {
  const now = Math.floor(deps.ports.now() / 1000)
  checkReady(deps)
  const callback = callbackParameters(request.query)
  const cookieName = bindingCookieName(sha256(callback.state), deps.config.server.cookieSecure)
  checkCookieForm(request.cookies[cookieName])
  const flow = await takeFlow(deps, callback)
  progress.flow = flow
  progress.clearCookie = cookieName
  checkNotExpired(flow, now)
  checkBrowser(flow, request.cookies[cookieName])
  if (flow.kind === 'sign_in') progress.signInFor = flow.returnTo ?? undefined
  const session = await deps.oidc.session()
  checkSameClient(flow, session)
  checkIssuer(session, callback.iss)
  checkProviderError(callback.error)
  const tokens = await redeem(deps, session, flow, { ...callback, code: checkCode(callback.code) })
  return keepOrDrop(deps, session, tokens, () => keep(deps, { flow, session, tokens, now, progress }))
}

/** Before the flow is taken: while we cannot finish it, it must not be spent. */
function checkReady({ oidc, ports }: ProvisioningDeps): void {
  const status = oidc.status()
  if (status.state === 'ready') return
  const retryAfterSeconds =
    status.state === 'degraded' ? Math.max(1, status.retryAt - Math.floor(ports.now() / 1000)) : 5
  throw new ProvisioningFailed('degraded', { retryAfterSeconds })
}

async function takeFlow({ storage }: ProvisioningDeps, { state }: CallbackParameters): Promise<OAuthFlow> {
  const flow = await storage.flows.take(sha256(state))
  if (!flow) throw new ProvisioningFailed('unknown_state')
  return flow
}

async function redeem(
  { http, vault, oidc, config }: ProvisioningDeps,
  session: OidcSession,
  { stateHash, issuer, clientId, sealedVerifier }: OAuthFlow,
  { state, code }: { state: string; code: string },
): Promise<TokenAnswer> {
  const verifier = vault.open(sealedVerifier.ciphertext, sealContexts.pkce({ issuer, clientId, stateHash }))
  try {
    return await exchangeCode(http, { session, redirectUri: redirectUri(config), state, code, verifier })
  } catch (error) {
    if (error instanceof ProvisioningFailed && error.failure === 'client_rejected') oidc.clientRejected(clientId)
    throw error
  }
}

async function keepOrDrop<T>(
  deps: ProvisioningDeps,
  session: OidcSession,
  tokens: TokenAnswer,
  task: () => Promise<T>,
): Promise<T> {
  try {
    return await task()
  } catch (error) {
    await dropTokens(deps, session, tokens)
    throw error
  }
}

interface Keeping {
  flow: OAuthFlow
  session: OidcSession
  tokens: TokenAnswer
  now: number
  progress: Progress
}

async function keep(deps: ProvisioningDeps, { flow, session, tokens, now, progress }: Keeping): Promise<Provisioned> {
  const claims = await checkIdentity(tokens.idToken, { flow, session, jwks: deps.jwks, now })
  const userId = await identifyPerson(deps, session, tokens, claims)
  progress.userId = userId
  checkPerson(flow, userId)
  const { refreshToken } = tokens
  if (!refreshToken) throw new ProvisioningFailed('no_refresh_token')
  const scopes = await grantedScopes(deps, session, tokens, claims.sub)
  await storeGrant(deps, { flow, userId, refreshToken, tokens, scopes, now })
  const returnTo = flow.returnTo === null ? null : withCorrelation(flow.returnTo, flow.correlationId)
  return { ok: true, userId, scopes, correlationId: flow.correlationId, returnTo }
}

/** Nextcloud's token answer names no scope, so its userinfo endpoint is asked. */
async function grantedScopes(
  { http, config }: ProvisioningDeps,
  { provider }: OidcSession,
  tokens: TokenAnswer,
  subject: string,
): Promise<readonly string[] | null> {
  const url = provider.userinfoEndpoint
  const asked = url === undefined ? undefined : await askUserinfo(http, url, tokens.accessToken, subject)
  const scope = asked?.scope ?? tokens.scope
  return scope === undefined ? null : parseScopes(scope, config.oidc.resourceServerId)
}

function note(
  { audit }: ProvisioningDeps,
  { ip }: ProvisioningRequest,
  { flow, userId }: Progress,
  event: string,
  reason?: string,
) {
  const outcome = reason === undefined ? 'ok' : reason === 'denied' ? 'denied' : 'failed'
  audit.record(event, outcome, {
    userId: userId ?? null,
    clientId: flow?.clientId ?? null,
    ip,
    correlationId: flow?.correlationId ?? null,
    reason: reason ?? null,
  })
}
