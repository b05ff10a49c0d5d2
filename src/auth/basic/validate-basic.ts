import type { NextcloudConfig } from '../../config/config.js'
import type { Secret } from '../../lib/secret.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import { probeUser, type ProbeResult } from '../../nextcloud/users/probe-user.js'
import type { Audit } from '../audit.js'
import type { BasicBreaker, Entry } from './basic-breaker.js'
import type { BasicCache, KnownLogin } from './basic-cache.js'
import type { BasicThrottle } from './basic-throttle.js'

/** One person's attempt, and what is known of it. */
export interface Attempt {
  /** Keyed hash of the credential. */
  key: string
  username: string
  password: Secret
  clientIp: string
  /** {@link clientNetwork} of the client. */
  network: string
  /** The address that Nextcloud sees: ours, or the client's network when we forward it. */
  source: string
  proven: boolean
  /** It was tried before, so it is no new guess. */
  repeated: boolean
}

export type Validation =
  | { kind: 'good'; login: KnownLogin }
  | { kind: 'rejected' | 'forbidden' }
  | { kind: 'throttled' | 'unavailable'; retryAfterSeconds: number }

export interface ValidateDependencies {
  http: HttpClient
  nextcloud: NextcloudConfig
  cache: BasicCache
  throttle: BasicThrottle
  breaker: BasicBreaker
  audit: Audit
}

/** Puts a credential to Nextcloud if the breaker lets it, and writes down everywhere what came of it. */
export async function validateBasic(attempt: Attempt, dependencies: ValidateDependencies): Promise<Validation> {
  const { breaker } = dependencies
  const entry = await breaker.enter(attempt.source, attempt.proven)
  if (!entry.allowed) return turnedAway(attempt, entry, dependencies)
  let outcome: 'answered' | 'unanswered' = 'unanswered'
  try {
    const result = await ask(attempt, dependencies)
    if (result.kind !== 'unavailable') outcome = 'answered'
    return settle(attempt, result, dependencies)
  } finally {
    breaker.leave(attempt.source, outcome)
  }
}

function ask(attempt: Attempt, { http, nextcloud }: ValidateDependencies): Promise<ProbeResult> {
  const credential = { kind: 'basic' as const, loginName: attempt.username, password: attempt.password }
  return probeUser(http, nextcloud.url, credential, { clientIp: attempt.clientIp })
}

function turnedAway(
  attempt: Attempt,
  { because, waitSeconds }: Extract<Entry, { allowed: false }>,
  { cache, throttle, breaker, audit }: ValidateDependencies,
): Validation {
  if (because === 'down') return { kind: 'unavailable', retryAfterSeconds: waitSeconds }
  cache.refused(attempt.key)
  if (!attempt.repeated && !attempt.proven) {
    throttle.missed(attempt.network, attempt.username)
    const fields = { ip: attempt.clientIp, reason: 'too many failures on this server' }
    if (breaker.isNews(attempt.source)) audit.record('basic.throttled', 'throttled', fields)
  }
  return { kind: 'throttled', retryAfterSeconds: waitSeconds }
}

function settle(attempt: Attempt, result: ProbeResult, dependencies: ValidateDependencies): Validation {
  if (result.kind === 'ok') return accepted(attempt, result.user, dependencies)
  if (result.kind === 'rejected' || result.kind === 'forbidden') return denied(attempt, result.kind, dependencies)
  if (result.kind === 'throttled') dependencies.breaker.pause(attempt.source, result.retryAfterSeconds)
  return { kind: result.kind, retryAfterSeconds: result.retryAfterSeconds }
}

function accepted(
  attempt: Attempt,
  user: { id: string; displayName: string | undefined },
  { cache, throttle, breaker, audit }: ValidateDependencies,
): Validation {
  const { key, source } = attempt
  const principal = Object.freeze({ userId: user.id, via: 'basic' as const, scopes: undefined, credentialHash: key })
  const login = { principal, loginName: attempt.username, displayName: user.displayName, source }
  cache.accepted(key, login)
  breaker.forgive(source, key)
  throttle.succeeded(attempt.network, attempt.username)
  if (!attempt.proven) audit.record('basic.ok', 'ok', { userId: user.id, ip: attempt.clientIp })
  return { kind: 'good', login }
}

function denied(
  attempt: Attempt,
  denial: 'rejected' | 'forbidden',
  { cache, throttle, breaker, audit }: ValidateDependencies,
): Validation {
  cache.denied(attempt.key, denial)
  if (denial === 'rejected') breaker.failed(attempt.source, attempt.key)
  const limitReached = throttle.missed(attempt.network, attempt.username)
  const fields = { userId: printable(attempt.username), ip: attempt.clientIp }
  audit.record('basic.failed', 'denied', { ...fields, reason: denial })
  if (limitReached) audit.record('basic.throttled', 'throttled', { ...fields, reason: 'too many failures' })
  return { kind: denial }
}

/** A name that nobody vouched for, fit for a log and a page. */
const printable = (name: string) => name.slice(0, MAX_NAME).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd')

/** Longest uid of Nextcloud. */
const MAX_NAME = 64
