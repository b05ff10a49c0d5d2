import { LRUCache } from 'lru-cache'

import type { Config } from '../../config/config.js'
import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import type { Log } from '../../lib/log.js'
import type { Metrics } from '../../lib/metrics.js'
import type { Ports } from '../../lib/ports.js'
import type { Secret } from '../../lib/secret.js'
import { singleFlight } from '../../lib/single-flight.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { Vault } from '../../vault/vault.js'
import type { Audit } from '../audit.js'
import { createJwksCache, type Jwks } from '../jwks/jwks-cache.js'
import type { OidcRuntime, OidcSession } from '../oidc/oidc-runtime.js'
import type { Surface } from './audience-fault.js'
import { classifyToken } from './classify-token.js'
import { judgeToken, livenessFault } from './judge-token.js'
import { parseBearer } from './parse-bearer.js'
import { principalOf } from './principal-of.js'
import { clientFault, serverFault, type Rejection } from './token-facts.js'
import type { TokenVerifier, VerifyResult } from './token-verifier.js'
import { createTokenThrottle } from './token-throttle.js'
import { createVerificationCache, type Verification } from './verification-cache.js'

export interface TokenVerifierOptions {
  surface: Surface
  config: Config
  oidc: OidcRuntime
  http: HttpClient
  vault: Pick<Vault, 'fingerprint'>
  ports: Ports
  log: Log
  audit: Audit
  /** Shared with others that check signatures of the same provider; its own when absent. */
  jwks?: Jwks
  /** Silent when absent. */
  metrics?: Metrics
}

/** Seconds for which a token is remembered that only userinfo vouched for. */
const USERINFO_TTL = 300

/**
 * One verifier for both surfaces: the management API, and `/mcp` in OAuth mode with `surface: 'mcp'`. It remembers results by keyed hash, asks about a
 * token once however many bring it, and calls nothing bad that it could not ask about.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { surface, config, oidc, http, vault, ports, log } = options
  const jwks = options.jwks ?? createJwksCache({ http, ports })
  const cache = createVerificationCache(ports.now)
  const throttle = createTokenThrottle(ports.now)
  const once = singleFlight<Verification>()
  const issuersSeen = new LRUCache<string, true>({ max: 100 })
  const askingAlways: Config = { ...config, tokens: { ...config.tokens, liveness: 'always' } }
  const firstSight = (issuer: string) => !issuersSeen.has(issuer) && Boolean(issuersSeen.set(issuer, true))

  const keyOf = (token: Secret, { provider, client }: OidcSession) =>
    vault.fingerprint([surface, provider.issuer, client.id, token.reveal()].join('\n'))

  async function verifyToken(token: Secret, session: OidcSession, network?: string): Promise<Verification> {
    const key = keyOf(token, session)
    const known = cache.get(key, jwks.revision(session.provider.jwksUri))
    options.metrics?.tokenCacheAsked(known !== undefined)
    const result = known?.ok
      ? await stillAlive(known, key, token, session)
      : (known ?? (await judgeUnknown(key, token, session, network)))
    if (!result.ok) report(result, key)
    return result
  }

  /** A forged signature costs nobody but us; a made-up opaque token costs a question, which would be Nextcloud's load and not the stranger's (GAP-16). */
  async function judgeUnknown(
    key: string,
    token: Secret,
    session: OidcSession,
    network: string | undefined,
  ): Promise<Verification> {
    const judged = () => once(key, () => judge(key, token, session))
    if (network === undefined || classifyToken(token.reveal()).kind !== 'opaque') return judged()
    const waitSeconds = throttle.ask(network)
    if (waitSeconds > 0) return serverFault('too_many', waitSeconds)
    const result = await judged()
    if (result.ok) throttle.proved(network)
    else if (result.fault === 'server') throttle.forgive(network)
    return result
  }

  /** What was found before is forgotten first, so that a judgement under way cannot bring it back. */
  async function confirmToken(token: Secret, session: OidcSession): Promise<Verification> {
    const key = keyOf(token, session)
    const result = await once(`confirm ${key}`, () => {
      cache.retract(key)
      return judge(key, token, session, askingAlways)
    })
    if (!result.ok) report(result, key)
    return result
  }

  async function judge(key: string, token: Secret, session: OidcSession, rules = config): Promise<Verification> {
    const ticket = cache.ticket()
    const now = ports.now() / 1000
    const judged = await judgeToken(token, { ...options, config: rules, jwks, session, now, firstSight })
    if (!judged.ok) {
      cache.rejected(key, judged)
      return judged
    }
    const principal = principalOf(judged.facts, { key, session, resourceServerId: config.oidc.resourceServerId })
    const { cacheTtlSeconds } = config.tokens
    const ttlSeconds = judged.facts.proof === 'userinfo' ? Math.min(USERINFO_TTL, cacheTtlSeconds) : cacheTtlSeconds
    cache.accepted(key, principal, { revision: jwks.revision(session.provider.jwksUri), ttlSeconds, ticket })
    return { ok: true, principal }
  }

  /** `TOKEN_LIVENESS=always`: a remembered token is asked about every time. */
  async function stillAlive(
    known: Extract<Verification, { ok: true }>,
    key: string,
    token: Secret,
    session: OidcSession,
  ): Promise<Verification> {
    if (config.tokens.liveness !== 'always') return known
    const facts = {
      sub: known.principal.subject ?? known.principal.userId,
      unlistedIssuer: undefined,
      proof: 'signature' as const,
    }
    const fault = await livenessFault(token, facts, { config, session, http })
    if (fault) cache.rejected(key, fault)
    return fault ?? known
  }

  function report({ reason, fault }: Rejection, key: string): void {
    const fingerprint = Buffer.from(key, 'base64url').toString('hex').slice(0, 8)
    log.info({ surface, reason, fault, token: fingerprint }, 'a bearer token was not taken')
  }

  async function check(
    authorization: string | readonly string[] | undefined,
    by: (token: Secret, session: OidcSession) => Promise<Verification>,
  ): Promise<VerifyResult> {
    const parsed = parseBearer(toList(authorization), config.tokens.maxBytes)
    if (parsed.kind !== 'token') return clientFault(parsed.kind)
    const session = await sessionOf(oidc)
    return 'ok' in session ? session : toResult(await by(parsed.token, session))
  }

  return {
    verify: (authorization, network) => check(authorization, (token, session) => verifyToken(token, session, network)),
    confirm: authorization => check(authorization, confirmToken),
    forget: userId => cache.forget(userId),
  }
}

async function sessionOf(oidc: OidcRuntime): Promise<OidcSession | Rejection> {
  try {
    return await oidc.session()
  } catch (error) {
    if (!(error instanceof TemporarilyUnavailable)) throw error
    return serverFault('not_configured', error.retryAfterSeconds)
  }
}

function toResult(verification: Verification): VerifyResult {
  if (verification.ok) return verification
  const { lasting: _, ...rejection } = verification
  return rejection
}

function toList(authorization: string | readonly string[] | undefined): readonly string[] {
  if (authorization === undefined) return []
  return typeof authorization === 'string' ? [authorization] : authorization
}
