import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AUTHORIZE_PATH, authorizePath } from '../../../src/auth/login-flow/login-flow-offer.js'
import { createTicket } from '../../../src/auth/provisioning/create-ticket.js'
import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { callerOf } from '../owner.js'

const Ticket = z.object({ authorize_url: z.string(), expires_at: z.string() })

/** `POST /provisioning-tickets`: a one-time link, good for ten minutes, that only the caller can finish (HYB-9). */
export const provisioningTickets: FastifyPluginAsyncZod = async app => {
  const schema = { summary: 'A one-time link to authorise background access', response: { 201: Ticket } }
  app.post('/provisioning-tickets', { schema }, async (request, reply) => {
    if (!app.storage) throw new TemporarilyUnavailable('Background access is not set up.')
    const path = app.oauth ? authorizePath(app.config, app.oauth.oidc.status()) : AUTHORIZE_PATH
    const deps = { storage: app.storage, ports: app.ports, publicUrl: app.config.server.publicUrl, path }
    const { url, expiresAt } = await createTicket(deps, callerOf(request).userId)
    return reply.code(201).send({ authorize_url: url, expires_at: new Date(expiresAt * 1000).toISOString() })
  })
}
