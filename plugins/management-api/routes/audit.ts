import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { callerOf } from '../owner.js'

const Query = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before_id: z.coerce.number().int().positive().optional(),
  scope: z.enum(['own', 'all']).default('own'),
})
const Entry = z.object({
  id: z.int(),
  time: z.string(),
  event: z.string(),
  outcome: z.string(),
  user_id: z.string().nullable(),
  client_id: z.string().nullable(),
  ip: z.string().nullable(),
  correlation_id: z.string().nullable(),
  reason: z.string().nullable(),
})
const Trail = z.object({ entries: z.array(Entry), next_before_id: z.int().nullable() })

/** `GET /audit`: newest first; a person's own lines, or with `scope=all` everybody's for Nextcloud's administrators. */
export const audit: FastifyPluginAsyncZod = async app => {
  const schema = { summary: 'Audit trail', querystring: Query, response: { 200: Trail } }
  app.get('/audit', { schema }, async request => {
    if (!app.storage) throw new TemporarilyUnavailable('Nothing is recorded in this mode.')
    const { userId } = callerOf(request)
    const { limit, before_id: beforeId, scope } = request.query
    if (scope === 'all') await app.requireAdmin(userId)
    const query = { limit, ...(scope === 'all' ? {} : { userId }), ...(beforeId === undefined ? {} : { beforeId }) }
    const rows = await app.storage.audit.list(query)
    const entries = rows.map(({ at, userId, clientId, correlationId, id, event, outcome, ip, reason }) => ({
      id,
      time: new Date(at * 1000).toISOString(),
      event,
      outcome,
      user_id: userId,
      client_id: clientId,
      ip,
      correlation_id: correlationId,
      reason,
    }))
    return { entries, next_before_id: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  })
}
