import type { Log } from '../../lib/log.js'
import type { Metrics } from '../../lib/metrics.js'
import type { Ports } from '../../lib/ports.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { Storage } from '../../storage/storage.js'
import type { Vault } from '../../vault/vault.js'
import type { Audit } from '../audit.js'
import type { OidcRuntime } from '../oidc/oidc-runtime.js'
import type { ShortLives } from './short-lives.js'

export interface BrokerConfig {
  /** `ENABLE_OFFLINE_ACCESS`: grants are kept alive only while it is on. */
  offlineAccess: boolean
  /** `PROVISIONING_MAX_AGE`, seconds; undefined: no limit. */
  maxAgeSeconds: number | undefined
  /** `NEXTCLOUD_HOST`. */
  nextcloudUrl: string
}

/**
 * Is this refreshed ID token genuine and the person's own? A promise that rejects means that nobody could say.
 *
 * @see OpenID Connect Core 1.0, section 12.2
 */
export type CheckIdToken = (idToken: string, userId: string) => Promise<boolean>

export interface BrokerDeps {
  storage: Pick<Storage, 'grants' | 'appPasswords'>
  vault: Vault
  oidc: OidcRuntime
  http: HttpClient
  audit: Audit
  ports: Ports
  log: Log
  config: BrokerConfig
  checkIdToken?: CheckIdToken | undefined
  /** Is told what lapses soon. */
  lives?: Pick<ShortLives, 'seen'>
  /** Silent when absent. */
  metrics?: Metrics
}
