import { ProvisioningFailed } from '../../errors/provisioning-failed.js'
import { Secret } from '../../lib/secret.js'
import { sha256 } from '../../lib/sha256.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import { authorizationUrl } from './authorization-url.js'
import { bindingCookieName, browserCookieName, type FlowCookie, RANDOM_256 } from './flow-cookies.js'
import type { ProvisioningDeps, ProvisioningRequest } from './provisioning-deps.js'
import { refusalOf, type Refusal } from './refusal.js'
import { startParameters, type StartParameters } from './start-parameters.js'

export type Started = { ok: true; location: string; cookies: FlowCookie[] } | Refusal

const LIFETIME_SECONDS = 600
const MAX_PER_BROWSER = 5
const MAX_OVERALL = 1_000

/**
 * The click on Authorize: one row, one cookie, one redirect to Nextcloud (RT-20, RT-21). Never rejects.
 * Whoever asks needs no right for it: what comes out is a grant of the person who consents, and of nobody else.
 */
export async function startProvisioning(deps: ProvisioningDeps, request: ProvisioningRequest): Promise<Started> {
  const { config, audit, log } = deps
  try {
    checkRate(deps, request.ip)
    const parameters = startParameters(request.query, config)
    const session = await deps.oidc.session()
    const ticketUser = await takeTicket(deps, parameters.ticket)
    await makeRoom(deps)
    return await openFlow(deps, request, { session, parameters, ticketUser })
  } catch (error) {
    const refusal = refusalOf(error)
    log.info({ err: error, requestId: request.requestId }, 'an authorization was not started')
    if (refusal.retryAfterSeconds === undefined) {
      audit.record('provision.start', 'denied', { ip: request.ip, reason: refusal.failure })
    }
    return refusal
  }
}

function checkRate({ limiter }: ProvisioningDeps, ip: string): void {
  const retryAfterSeconds = limiter.start(ip)
  if (retryAfterSeconds > 0) throw new ProvisioningFailed('too_many_starts', { retryAfterSeconds })
}

async function takeTicket({ storage, ports }: ProvisioningDeps, ticket: string | undefined): Promise<string | null> {
  if (ticket === undefined) return null
  const now = Math.floor(ports.now() / 1000)
  const taken = await storage.tickets.take(sha256(ticket), now)
  if (!taken || taken.expiresAt <= now) throw new ProvisioningFailed('ticket_unusable')
  return taken.userId
}

async function makeRoom({ storage, ports }: ProvisioningDeps): Promise<void> {
  if ((await storage.flows.count()) < MAX_OVERALL) return
  await storage.flows.removeExpired(Math.floor(ports.now() / 1000))
  if ((await storage.flows.count()) >= MAX_OVERALL)
    throw new ProvisioningFailed('too_many_flows', { retryAfterSeconds: 60 })
}

interface Opening {
  session: OidcSession
  parameters: StartParameters
  ticketUser: string | null
}

async function openFlow(deps: ProvisioningDeps, request: ProvisioningRequest, opening: Opening): Promise<Started> {
  const { config, ports, storage, audit } = deps
  const { session, parameters } = opening
  const random = () => ports.random(32).toString('base64url')
  const secrets = { state: random(), nonce: random(), binding: random(), verifier: new Secret(random()) }
  const browser = knownBrowser(request, config.server.cookieSecure) ?? random()
  const stateHash = sha256(secrets.state)
  await storage.flows.trimBrowser(sha256(browser), MAX_PER_BROWSER - 1)
  await storage.flows.add(flowRow(deps, opening, { ...secrets, browser, stateHash }))
  audit.record('provision.start', 'ok', {
    userId: opening.ticketUser,
    clientId: session.client.id,
    ip: request.ip,
    correlationId: parameters.correlationId,
  })
  return {
    ok: true,
    location: await authorizationUrl(config, session, secrets),
    cookies: [
      {
        name: bindingCookieName(stateHash, config.server.cookieSecure),
        value: secrets.binding,
        maxAgeSeconds: LIFETIME_SECONDS,
      },
      { name: browserCookieName(config.server.cookieSecure), value: browser, maxAgeSeconds: LIFETIME_SECONDS },
    ],
  }
}

function knownBrowser({ cookies }: ProvisioningRequest, secure: boolean): string | undefined {
  const value = cookies[browserCookieName(secure)]
  return value !== undefined && RANDOM_256.test(value) ? value : undefined
}

interface FlowSecrets {
  stateHash: string
  nonce: string
  binding: string
  browser: string
  verifier: Secret
}

function flowRow(
  { vault, ports }: ProvisioningDeps,
  { session, parameters, ticketUser }: Opening,
  secrets: FlowSecrets,
) {
  const { stateHash, nonce } = secrets
  const now = Math.floor(ports.now() / 1000)
  const owner = { issuer: session.provider.issuer, clientId: session.client.id }
  return {
    stateHash,
    kind: 'provision' as const,
    cookieHash: sha256(secrets.binding),
    browserHash: sha256(secrets.browser),
    sealedVerifier: vault.seal(secrets.verifier, sealContexts.pkce({ ...owner, stateHash })),
    nonce,
    ...owner,
    correlationId: parameters.correlationId,
    returnTo: parameters.returnTo,
    ticketUser,
    createdAt: now,
    expiresAt: now + LIFETIME_SECONDS,
  }
}
