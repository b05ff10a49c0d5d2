import { accessStatus } from '../../src/auth/access-status.js'
import type { TokenBroker } from '../../src/auth/broker/token-broker.js'
import type { OidcRuntime } from '../../src/auth/oidc/oidc-runtime.js'
import { authorizePath } from '../../src/auth/login-flow/login-flow-offer.js'
import { createTicket } from '../../src/auth/provisioning/create-ticket.js'
import type { Config } from '../../src/config/config.js'
import type { Ports } from '../../src/lib/ports.js'
import type { AccessPort } from '../../src/mcp/tool-context.js'
import type { Storage } from '../../src/storage/storage.js'

/** What of the app background access needs. */
export interface AccessDeps {
  oauth: { oidc: OidcRuntime; broker: Pick<TokenBroker, 'revoke'> } | undefined
  storage: Storage | undefined
  ports: Ports
  config: Config
}

/** Background access of one person, for the tools that show, start and end it. undefined where this mode stores nothing. */
export function accessPort({ oauth, storage, ports, config }: AccessDeps, userId: string): AccessPort | undefined {
  if (oauth === undefined || storage === undefined) return undefined
  return {
    status: () => accessStatus(storage, oauth.oidc, userId),
    createAuthorizeLink: () => {
      const path = authorizePath(config, oauth.oidc.status())
      return createTicket({ storage, ports, publicUrl: config.server.publicUrl, path }, userId)
    },
    revoke: () => oauth.broker.revoke(userId),
  }
}
