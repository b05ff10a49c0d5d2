import type { FastifyInstance } from 'fastify'
import { accessStatus } from '../../src/auth/access-status.js'
import { createTicket } from '../../src/auth/provisioning/create-ticket.js'
import type { AccessPort } from '../../src/mcp/tool-context.js'

type Deps = Pick<FastifyInstance, 'oauth' | 'storage' | 'ports' | 'config'>

/** Background access of one person, for the tools that show, start and end it. undefined where this mode stores nothing. */
export function accessPort({ oauth, storage, ports, config }: Deps, userId: string): AccessPort | undefined {
  if (oauth === undefined || storage === undefined) return undefined
  return {
    status: () => accessStatus(storage, oauth.oidc, userId),
    createAuthorizeLink: () => createTicket({ storage, ports, publicUrl: config.server.publicUrl }, userId),
    revoke: () => oauth.broker.revoke(userId),
  }
}
