import { ProvisioningFailed, type ProvisioningFailure } from '../../errors/provisioning-failed.js'
import { sha256 } from '../../lib/sha256.js'
import type { LoginFlow } from '../../storage/login-flow-storage.js'
import type { Seconds } from '../../storage/storage.js'
import { checkBrowser, checkCookieForm } from '../provisioning/checks/check-browser.js'
import { bindingCookieName, RANDOM_256 } from '../provisioning/flow-cookies.js'
import type { ProvisioningRequest } from '../provisioning/provisioning-deps.js'
import { refusalOf, type Refusal } from '../provisioning/refusal.js'
import { withCorrelation } from '../provisioning/return-to.js'
import { single } from '../provisioning/start-parameters.js'
import { openWaiting } from './flow-secret.js'
import type { LoginFlowDeps } from './login-flow-deps.js'

export type LoginView =
  /** `loginUrl` null: it was granted, and is being checked. */
  | { ok: true; stage: 'waiting'; loginUrl: string | null; expiresAt: Seconds; correlationId: string | null }
  | { ok: true; stage: 'done'; userId: string; returnTo: string | null; correlationId: string | null }

/** How the login of this browser stands. Another browser is told nothing about it. Never rejects. */
export async function lookAtLogin(deps: LoginFlowDeps, request: ProvisioningRequest): Promise<LoginView | Refusal> {
  return orRefusal(deps, request, async () => view(deps, await flowOf(deps, request)))
}

/** The person changed their mind. What Nextcloud may still give out is not asked for any more. */
export async function cancelLogin(deps: LoginFlowDeps, request: ProvisioningRequest): Promise<LoginView | Refusal> {
  return orRefusal(deps, request, async () => {
    const flow = await flowOf(deps, request)
    const ended = flow.stage === 'waiting' && (await deps.storage.loginFlows.end(flow.flowHash, null, DENIED))
    if (!ended) return view(deps, flow)
    const { ticketUser: userId, correlationId } = flow
    deps.audit.record('login_flow.failed', 'denied', { userId, ip: request.ip, correlationId, reason: 'denied' })
    throw new ProvisioningFailed('denied')
  })
}

const DENIED = { stage: 'failed', failure: 'denied' } as const

async function orRefusal(
  { log }: LoginFlowDeps,
  request: ProvisioningRequest,
  task: () => Promise<LoginView>,
): Promise<LoginView | Refusal> {
  try {
    return await task()
  } catch (error) {
    log.info({ err: error, requestId: request.requestId }, 'a login cannot be shown as open')
    return refusalOf(error)
  }
}

async function flowOf({ storage, config }: LoginFlowDeps, { query, cookies }: ProvisioningRequest): Promise<LoginFlow> {
  const id = single(query['flow'])
  if (id === undefined || !RANDOM_256.test(id)) throw new ProvisioningFailed('unknown_state')
  const flowHash = sha256(id)
  const cookie = cookies[bindingCookieName(flowHash, config.server.cookieSecure)]
  checkCookieForm(cookie)
  const flow = await storage.loginFlows.find(flowHash)
  if (!flow) throw new ProvisioningFailed('unknown_state')
  checkBrowser(flow, cookie)
  return flow
}

function view({ vault }: LoginFlowDeps, flow: LoginFlow): LoginView {
  const { stage, userId, correlationId, expiresAt } = flow
  if (stage === 'failed') throw new ProvisioningFailed(failureOf(flow.failure))
  if (stage !== 'done' || userId === null) {
    return {
      ok: true,
      stage: 'waiting',
      loginUrl: openWaiting(vault, flow)?.loginUrl ?? null,
      expiresAt,
      correlationId,
    }
  }
  const returnTo = flow.returnTo === null ? null : withCorrelation(flow.returnTo, correlationId)
  return { ok: true, stage: 'done', userId, returnTo, correlationId }
}

/** How a login may end, besides well. */
const FAILURES = ['denied', 'login_expired', 'login_lost', 'wrong_person', 'credential_refused', 'internal'] as const
export type LoginFailure = (typeof FAILURES)[number]

const failureOf = (stored: string | null): ProvisioningFailure =>
  FAILURES.find(failure => failure === stored) ?? 'internal'
