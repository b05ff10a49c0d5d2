import type { Grant } from '../../storage/storage.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import type { BrokerDeps } from './broker-deps.js'
import type { BrokerState } from './broker-state.js'

/** One refresh under way: who needs it and with what. */
export interface Refresh {
  deps: BrokerDeps
  state: BrokerState
  session: OidcSession
  /** As it was when the lease was taken. */
  grant: Grant
}
