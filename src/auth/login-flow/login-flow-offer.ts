import type { Config } from '../../config/config.js'
import type { OidcStatus } from '../oidc/oidc-runtime.js'

export const AUTHORIZE_PATH = '/oauth/authorize-nextcloud'
export const LOGIN_FLOW_PATH = '/oauth/login-flow'

type Settings = Pick<Config, 'provisioning'>

/**
 * May a person leave an app password by the login flow right now? It never expires, so where nobody asked for it (`auto`) it is offered
 * only while Nextcloud has no identity provider: then there is no other way, and a provider that is merely down does not count.
 */
export function isLoginFlowOffered({ provisioning: { loginFlow } }: Settings, status: OidcStatus): boolean {
  if (loginFlow === 'auto') return status.state === 'degraded' && status.providerMissing === true
  return loginFlow === 'always'
}

/** Where a person authorises us: by OAuth, unless that cannot work now and the login flow is offered. */
export function authorizePath(settings: Settings, status: OidcStatus): typeof AUTHORIZE_PATH | typeof LOGIN_FLOW_PATH {
  const isDown = status.state === 'degraded'
  return isDown && isLoginFlowOffered(settings, status) ? LOGIN_FLOW_PATH : AUTHORIZE_PATH
}
