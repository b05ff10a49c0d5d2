import type { BasicConfig, NextcloudConfig } from '../../config/config.js'
import type { Log } from '../../lib/log.js'
import type { Ports } from '../../lib/ports.js'
import { Secret } from '../../lib/secret.js'
import { singleFlight } from '../../lib/single-flight.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { Vault } from '../../vault/vault.js'
import type { Audit } from '../audit.js'
import type { BasicAuthenticator, BasicResult } from './basic-authenticator.js'
import { createBasicBreaker } from './basic-breaker.js'
import { createBasicCache, type KnownLogin, type Remembered } from './basic-cache.js'
import { createBasicThrottle } from './basic-throttle.js'
import { clientNetwork } from './client-network.js'
import * as denials from './denials.js'
import { basicHeader, decodeBasic } from './parse-basic.js'
import { validateBasic, type Validation } from './validate-basic.js'

export interface BasicAuthenticatorOptions {
  vault: Pick<Vault, 'fingerprint'>
  http: HttpClient
  nextcloud: NextcloudConfig
  basic: BasicConfig
  audit: Audit
  ports: Pick<Ports, 'now'>
  log: Log
}

/** Nextcloud looks at an app password again after five minutes at the latest. */
const MAX_TTL_SECONDS = 300
/** How Nextcloud cuts IPv6 addresses for its brute-force protection (`security.ipv6_normalized_subnet_size`). */
const NEXTCLOUD_IPV6_BITS = 56
/** What Nextcloud sees when we do not say who asks. */
const OURSELVES = 'this server'

/**
 * Checks HTTP Basic. The order is what protects: limits before anything that depends on the password, then what is remembered, then one
 * question to Nextcloud per credential however many ask. Limits live in memory: a restart forgets them.
 */
export function createBasicAuthenticator(options: BasicAuthenticatorOptions): BasicAuthenticator {
  const { vault, nextcloud, basic, ports } = options
  const cache = createBasicCache(Math.min(basic.cacheTtlSeconds, MAX_TTL_SECONDS), ports.now)
  const throttle = createBasicThrottle(ports.now)
  const breaker = createBasicBreaker(basic.breaker, ports.now)
  const once = singleFlight<Validation>()
  const dependencies = { ...options, cache, throttle, breaker }
  const sourceOf = (ip: string) => (nextcloud.forwardClientIp ? clientNetwork(ip, NEXTCLOUD_IPV6_BITS) : OURSELVES)

  function refuseMalformed(network: string): BasicResult {
    const waitSeconds = throttle.waitSecondsOf(network)
    throttle.malformed(network)
    return waitSeconds > 0 ? denials.tooMany(waitSeconds) : denials.malformed
  }

  /** A credential that is known to be good is not even decoded: it is the same text as when it was. */
  function welcomeBack(login: KnownLogin, encoded: string, network: string): BasicResult {
    const waitSeconds = throttle.waitSeconds(network, login.loginName)
    if (waitSeconds > 0) return denials.tooMany(waitSeconds)
    throttle.succeeded(network, login.loginName)
    return welcome(login, encoded)
  }

  async function check(encoded: string, clientIp: string, network: string): Promise<BasicResult> {
    const key = vault.fingerprint(encoded)
    const known = cache.look(key)
    if (known.kind === 'good') return welcomeBack(known.login, encoded, network)
    const parsed = decodeBasic(encoded)
    if (parsed.kind !== 'credentials') return refuseMalformed(network)
    const { username, password } = parsed
    const waitSeconds = throttle.waitSeconds(network, username)
    if (waitSeconds > 0) return denials.tooMany(waitSeconds)
    if (known.kind === 'bad') return denials[known.denial]
    const attempt = { key, username, password, clientIp, network, source: sourceOf(clientIp), ...history(known) }
    return answer(await once(key, () => validateBasic(attempt, dependencies)), encoded)
  }

  return {
    async authenticate(authorization, clientIp) {
      const header = basicHeader(toList(authorization))
      if (header.kind === 'missing') return denials.missing
      const network = clientNetwork(clientIp)
      if (header.kind === 'malformed') return refuseMalformed(network)
      return check(header.encoded, clientIp, network)
    },
    rejected(credentialHash) {
      const source = cache.lapse(credentialHash)
      if (source !== undefined) breaker.failed(source, credentialHash)
    },
    breakerOpen: () => breaker.open(),
  }
}

const history = (known: Remembered) => ({ proven: known.kind === 'lapsed', repeated: known.kind === 'refused' })

function answer(validation: Validation, encoded: string): BasicResult {
  switch (validation.kind) {
    case 'good':
      return welcome(validation.login, encoded)
    case 'throttled':
      return denials.tooMany(validation.retryAfterSeconds)
    case 'unavailable':
      return denials.unavailable(validation.retryAfterSeconds)
    default:
      return denials[validation.kind]
  }
}

function welcome({ principal, loginName, displayName }: KnownLogin, encoded: string): BasicResult {
  const password = new Secret(() => passwordIn(encoded))
  return { ok: true, login: { principal, loginName, password, encoded: new Secret(encoded), displayName } }
}

function passwordIn(encoded: string): string {
  const parsed = decodeBasic(encoded)
  return parsed.kind === 'credentials' ? parsed.password.reveal() : ''
}

function toList(authorization: string | readonly string[] | undefined): readonly string[] {
  if (authorization === undefined) return []
  return typeof authorization === 'string' ? [authorization] : authorization
}
