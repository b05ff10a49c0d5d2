import { ProvisioningFailed } from '../../errors/provisioning-failed.js'
import { Secret } from '../../lib/secret.js'
import { sha256 } from '../../lib/sha256.js'
import type { OAuthFlow } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import { authorizationUrl } from './authorization-url.js'
import { bindingCookieName, browserCookieName, type FlowCookie, RANDOM_256 } from './flow-cookies.js'
import type { ProvisioningDeps, ProvisioningRequest } from './provisioning-deps.js'

/** What the browser is sent to Nextcloud for, and what happens when it comes back. */
export type FlowPurpose = Pick<OAuthFlow, 'kind' | 'correlationId' | 'returnTo' | 'ticketUser'>

/** Where the browser goes, and the cookies that bind it. */
export interface OpenedFlow {
  location: string
  cookies: FlowCookie[]
}

const LIFETIME_SECONDS = 600
const MAX_PER_BROWSER = 5
const MAX_OVERALL = 1_000

/** @throws {ProvisioningFailed} for the 21st start of a minute. */
export function checkRate({ limiter }: Pick<ProvisioningDeps, 'limiter'>, ip: string): void {
  const retryAfterSeconds = limiter.start(ip)
  if (retryAfterSeconds > 0) throw new ProvisioningFailed('too_many_starts', { retryAfterSeconds })
}

/**
 * One row, one cookie, one redirect to Nextcloud (RT-21).
 *
 * @throws {ProvisioningFailed} when a thousand are open.
 */
export async function openFlow(
  deps: ProvisioningDeps,
  request: ProvisioningRequest,
  { session, purpose }: { session: OidcSession; purpose: FlowPurpose },
): Promise<OpenedFlow> {
  const { config, ports, storage } = deps
  await makeRoom(deps)
  const random = () => ports.random(32).toString('base64url')
  const secrets = { state: random(), nonce: random(), binding: random(), verifier: new Secret(random()) }
  const browser = knownBrowser(request, config.server.cookieSecure) ?? random()
  const stateHash = sha256(secrets.state)
  await storage.flows.trimBrowser(sha256(browser), MAX_PER_BROWSER - 1)
  await storage.flows.add(flowRow(deps, { session, purpose }, { ...secrets, browser, stateHash }))
  return {
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

async function makeRoom({ storage, ports }: ProvisioningDeps): Promise<void> {
  if ((await storage.flows.count()) < MAX_OVERALL) return
  await storage.flows.removeExpired(Math.floor(ports.now() / 1000))
  if ((await storage.flows.count()) >= MAX_OVERALL)
    throw new ProvisioningFailed('too_many_flows', { retryAfterSeconds: 60 })
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
  { session, purpose }: { session: OidcSession; purpose: FlowPurpose },
  secrets: FlowSecrets,
): OAuthFlow {
  const { stateHash, nonce } = secrets
  const now = Math.floor(ports.now() / 1000)
  const owner = { issuer: session.provider.issuer, clientId: session.client.id }
  return {
    stateHash,
    ...purpose,
    cookieHash: sha256(secrets.binding),
    browserHash: sha256(secrets.browser),
    sealedVerifier: vault.seal(secrets.verifier, sealContexts.pkce({ ...owner, stateHash })),
    nonce,
    ...owner,
    createdAt: now,
    expiresAt: now + LIFETIME_SECONDS,
  }
}
