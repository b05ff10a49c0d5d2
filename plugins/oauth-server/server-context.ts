import type { ProvisioningDeps } from '../../src/auth/provisioning/provisioning-deps.js'
import type { StartLimiter } from '../../src/auth/provisioning/start-limiter.js'
import type { ServerDeps } from '../../src/auth/server/server-deps.js'

/** What the routes of the authorization server share. */
export interface ServerContext {
  server: ServerDeps
  /** The sign-in at Nextcloud. */
  provisioning: ProvisioningDeps
  /** Authorizations per network. */
  authorizations: StartLimiter
  /** Registrations per network. */
  registrations: StartLimiter
}
