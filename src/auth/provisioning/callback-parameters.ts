import { ProvisioningFailed } from '../../errors/provisioning-failed.js'
import { RANDOM_256 } from './flow-cookies.js'
import type { Query } from './provisioning-deps.js'
import { single } from './start-parameters.js'

/** What the provider sent back by way of the browser (RFC 6749, section 4.1.2; `iss`, RFC 9207). */
export interface CallbackParameters {
  state: string
  code: string | undefined
  error: string | undefined
  iss: string | undefined
}

/** Looks at the form only. @throws {ProvisioningFailed} for a repeated parameter, or a `state` that cannot be one of ours. */
export function callbackParameters(query: Query): CallbackParameters {
  const [state, code, error, iss] = ['state', 'code', 'error', 'iss'].map(name => single(query[name]))
  if (state === undefined) throw new ProvisioningFailed('malformed_callback')
  if (!RANDOM_256.test(state)) throw new ProvisioningFailed('unknown_state')
  return { state, code, error, iss }
}
