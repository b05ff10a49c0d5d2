import type { Config } from '../../config/config.js'
import type { Log } from '../../lib/log.js'
import type { Ports } from '../../lib/ports.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { Storage } from '../../storage/storage.js'
import type { Vault } from '../../vault/vault.js'
import type { Audit } from '../audit.js'
import type { TokenBroker } from '../broker/token-broker.js'
import type { StartLimiter } from '../provisioning/start-limiter.js'

/** What the login flow works with. */
export interface LoginFlowDeps {
  config: Config
  storage: Pick<Storage, 'loginFlows' | 'appPasswords' | 'tickets' | 'grants' | 'authorizationServer'>
  vault: Vault
  http: HttpClient
  audit: Audit
  ports: Ports
  log: Log
  broker: Pick<TokenBroker, 'provisioned'>
  limiter: StartLimiter
}
