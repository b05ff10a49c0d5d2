import type { Config } from '../../config/config.js'
import type { Log } from '../../lib/log.js'
import type { Ports } from '../../lib/ports.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { Storage } from '../../storage/storage.js'
import type { Vault } from '../../vault/vault.js'
import type { Audit } from '../audit.js'
import type { TokenBroker } from '../broker/token-broker.js'
import type { Jwks } from '../jwks/jwks-cache.js'
import type { OidcRuntime } from '../oidc/oidc-runtime.js'
import { createStartLimiter, type StartLimiter } from './start-limiter.js'

/** What provisioning works with. */
export interface ProvisioningDeps {
  config: Config
  storage: Storage
  vault: Vault
  http: HttpClient
  audit: Audit
  ports: Ports
  log: Log
  oidc: OidcRuntime
  broker: Pick<TokenBroker, 'provisioned'>
  jwks: Jwks
  limiter: StartLimiter
}

/** What an app has of it. */
export interface ProvisioningParts extends Omit<ProvisioningDeps, 'storage' | 'oidc' | 'broker' | 'jwks' | 'limiter'> {
  storage: Storage | undefined
  oauth: Pick<ProvisioningDeps, 'oidc' | 'broker' | 'jwks'> | undefined
}

/** @returns undefined where nothing is stored or there is no provider: then there is no provisioning. */
export function provisioningDeps(parts: ProvisioningParts): ProvisioningDeps | undefined {
  const { config, storage, oauth, vault, http, audit, ports, log } = parts
  if (!storage || !oauth) return undefined
  const { oidc, broker, jwks } = oauth
  return { config, storage, vault, http, audit, ports, log, oidc, broker, jwks, limiter: createStartLimiter(ports.now) }
}

/** One parsed query string: a list means that a parameter came more than once. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>

export interface ProvisioningRequest {
  query: Query
  /** By name. */
  cookies: Readonly<Record<string, string | undefined>>
  /** After the trusted proxies. */
  ip: string
  /** Of the HTTP request; what a person is shown to find the matching log lines. */
  requestId: string
}
