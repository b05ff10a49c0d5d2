import { NextcloudError } from '../../errors/nextcloud-errors.js'
import { ProvisioningFailed } from '../../errors/provisioning-failed.js'
import { sha256 } from '../../lib/sha256.js'
import { openLogin } from '../../nextcloud/login-flow/open-login.js'
import type { Seconds } from '../../storage/storage.js'
import { bindingCookieName, browserCookieName, RANDOM_256, type FlowCookie } from '../provisioning/flow-cookies.js'
import type { ProvisioningRequest } from '../provisioning/provisioning-deps.js'
import { refusalOf, type Refusal } from '../provisioning/refusal.js'
import { startParameters, type StartParameters } from '../provisioning/start-parameters.js'
import { takeTicket } from '../provisioning/take-ticket.js'
import { sealWaiting } from './flow-secret.js'
import type { LoginFlowDeps } from './login-flow-deps.js'

/** As long as Nextcloud keeps a login open. */
export const LOGIN_LIFETIME: Seconds = 20 * 60
const MAX_PER_BROWSER = 5
/** Logins of everybody together. */
export const MAX_OPEN = 200
const FIRST_POLL_AFTER: Seconds = 2

export interface StartedLogin {
  ok: true
  /** Names the login in our own address. Of no use without the cookie. */
  flowId: string
  loginUrl: string
  cookies: FlowCookie[]
  expiresAt: Seconds
}

/**
 * One login at Nextcloud, one row, one cookie. Whoever asks needs no right for it: what comes out is the credential of the person who
 * grants, kept for that person alone. Never rejects.
 */
export async function startLogin(deps: LoginFlowDeps, request: ProvisioningRequest): Promise<StartedLogin | Refusal> {
  try {
    checkRate(deps, request)
    return await open(deps, request, startParameters(request.query, deps.config))
  } catch (error) {
    const refusal = error instanceof NextcloudError ? refusalOf(unreachable(error)) : refusalOf(error)
    deps.log.info({ err: error, requestId: request.requestId }, 'a login was not started')
    if (refusal.retryAfterSeconds === undefined) {
      deps.audit.record('login_flow.start', 'denied', { ip: request.ip, reason: refusal.failure })
    }
    return refusal
  }
}

function checkRate({ limiter }: LoginFlowDeps, { ip }: ProvisioningRequest): void {
  const retryAfterSeconds = limiter.start(ip)
  if (retryAfterSeconds > 0) throw new ProvisioningFailed('too_many_starts', { retryAfterSeconds })
}

const unreachable = (cause: NextcloudError) =>
  new ProvisioningFailed('unavailable', { cause, retryAfterSeconds: cause.retryAfterSeconds ?? 5 })

async function open(
  deps: LoginFlowDeps,
  request: ProvisioningRequest,
  { correlationId, returnTo, ticket }: StartParameters,
): Promise<StartedLogin> {
  const { config, ports, storage, vault, http, audit } = deps
  const { loginFlows } = storage
  if ((await loginFlows.countOpen()) >= MAX_OPEN)
    throw new ProvisioningFailed('too_many_flows', { retryAfterSeconds: 60 })
  const { url: baseUrl, publicUrl } = config.nextcloud
  const login = await openLogin(http, { baseUrl, publicUrl, clientName: clientName(config), now: ports.now })
  const ticketUser = await takeTicket(deps, ticket)
  const random = () => ports.random(32).toString('base64url')
  const [flowId, binding, browser] = [random(), random(), knownBrowser(deps, request) ?? random()]
  const flowHash = sha256(flowId)
  const now = Math.floor(ports.now() / 1000)
  const hashes = { flowHash, cookieHash: sha256(binding), browserHash: sha256(browser) }
  const times = { createdAt: now, nextAt: now + FIRST_POLL_AFTER, expiresAt: now + LOGIN_LIFETIME }
  const sealed = sealWaiting(vault, flowHash, login)
  await loginFlows.trimBrowser(hashes.browserHash, MAX_PER_BROWSER - 1)
  await loginFlows.add({ ...hashes, ...times, sealed, correlationId, returnTo, ticketUser })
  audit.record('login_flow.start', 'ok', { userId: ticketUser, ip: request.ip, correlationId })
  const cookies = cookiesFor(deps, { flowHash, binding, browser })
  return { ok: true, flowId, loginUrl: login.loginUrl, cookies, expiresAt: times.expiresAt }
}

/** What Nextcloud shows the person, and calls the app password in the person's settings. */
function clientName({ server }: LoginFlowDeps['config']): string {
  return `Nextcloud MCP Server (${new URL(server.publicUrl).host})`
}

function knownBrowser({ config }: LoginFlowDeps, { cookies }: ProvisioningRequest): string | undefined {
  const value = cookies[browserCookieName(config.server.cookieSecure)]
  return value !== undefined && RANDOM_256.test(value) ? value : undefined
}

function cookiesFor(
  { config }: LoginFlowDeps,
  { flowHash, binding, browser }: { flowHash: string; binding: string; browser: string },
): FlowCookie[] {
  const { cookieSecure } = config.server
  return [
    { name: bindingCookieName(flowHash, cookieSecure), value: binding, maxAgeSeconds: LOGIN_LIFETIME + 600 },
    { name: browserCookieName(cookieSecure), value: browser, maxAgeSeconds: LOGIN_LIFETIME },
  ]
}
