import { checkRate, openFlow, type OpenedFlow } from './open-flow.js'
import type { ProvisioningDeps, ProvisioningRequest } from './provisioning-deps.js'
import { refusalOf, type Refusal } from './refusal.js'
import { startParameters } from './start-parameters.js'
import { takeTicket } from './take-ticket.js'

export type Started = ({ ok: true } & OpenedFlow) | Refusal

/**
 * The click on Authorize: one row, one cookie, one redirect to Nextcloud (RT-20, RT-21). Never rejects.
 * Whoever asks needs no right for it: what comes out is a grant of the person who consents, and of nobody else.
 */
export async function startProvisioning(deps: ProvisioningDeps, request: ProvisioningRequest): Promise<Started> {
  return started(deps, request, async () => {
    const { correlationId, returnTo, ticket } = startParameters(request.query, deps.config)
    const session = await deps.oidc.session()
    const ticketUser = await takeTicket(deps, ticket)
    const purpose = { kind: 'provision' as const, correlationId, returnTo, ticketUser }
    const opened = await openFlow(deps, request, { session, purpose })
    const clientId = session.client.id
    deps.audit.record('provision.start', 'ok', { userId: ticketUser, clientId, ip: request.ip, correlationId })
    return opened
  })
}

/**
 * Sends the browser to Nextcloud to prove who is in front of it, on the way to a page of ours; the grant is left all the same, as what we
 * work with afterwards. Never rejects.
 *
 * @param returnTo - absolute, ours.
 */
export async function startSignIn(
  deps: ProvisioningDeps,
  request: ProvisioningRequest,
  returnTo: string,
): Promise<Started> {
  return started(deps, request, async () => {
    const session = await deps.oidc.session()
    const purpose = { kind: 'sign_in' as const, correlationId: null, returnTo, ticketUser: null }
    const opened = await openFlow(deps, request, { session, purpose })
    deps.audit.record('sign_in.start', 'ok', { clientId: session.client.id, ip: request.ip })
    return opened
  })
}

async function started(
  deps: ProvisioningDeps,
  request: ProvisioningRequest,
  open: () => Promise<OpenedFlow>,
): Promise<Started> {
  const { audit, log } = deps
  try {
    checkRate(deps, request.ip)
    return { ok: true, ...(await open()) }
  } catch (error) {
    const refusal = refusalOf(error)
    log.info({ err: error, requestId: request.requestId }, 'an authorization was not started')
    if (refusal.retryAfterSeconds === undefined) {
      audit.record('provision.start', 'denied', { ip: request.ip, reason: refusal.failure })
    }
    return refusal
  }
}
