import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { grantOf } from '../../../src/auth/access-status.js'
import { keepAliveAt } from '../../../src/auth/broker/keep-alive-at.js'
import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import type { Grant } from '../../../src/storage/storage.js'
import { requireOwner } from '../owner.js'

const Params = z.object({ userId: z.string() })
const Details = z.object({
  granted_at: z.int(),
  provisioned_at: z.string(),
  scopes: z.array(z.string()).optional(),
  expires_at: z.int().nullable(),
  next_keep_alive: z
    .int()
    .nullable()
    .describe('When this server refreshes it although nobody needs it; null: it need not'),
})
const Session = z.object({
  session_id: z.string(),
  background_access_granted: z.boolean(),
  needs_reauthorization: z.boolean(),
  background_access_details: Details.optional(),
})

/**
 * `GET /users/:userId/session`: has the caller authorised background access, since when, until when. Times in Unix seconds;
 * `provisioned_at` is RFC 3339 for Astrolabe. A stored app password does not count. There is never an `error` in a 200: Astrolabe would
 * throw its token away.
 */
export const session: FastifyPluginAsyncZod = async app => {
  const schema = { summary: 'Background access of the caller', params: Params, response: { 200: Session } }
  app.get('/users/:userId/session', { config: { errors: 'text' }, schema }, async request => {
    const { userId } = requireOwner(request, request.params.userId, "Cannot access another user's session")
    if (!app.storage || !app.oauth) throw new TemporarilyUnavailable('Background access is not set up.')
    return describe(userId, await grantOf(app.storage, app.oauth.oidc, userId))
  })
}

function describe(userId: string, grant: Grant | undefined): z.output<typeof Session> {
  const granted = grant?.status === 'active'
  return {
    session_id: userId,
    background_access_granted: granted,
    needs_reauthorization: grant !== undefined && !granted,
    ...(grant && granted ? { background_access_details: detailsOf(grant) } : {}),
  }
}

function detailsOf(grant: Grant): z.output<typeof Details> {
  const { provisionedAt, scopes, refreshExpiresAt } = grant
  return {
    granted_at: provisionedAt,
    provisioned_at: new Date(provisionedAt * 1000).toISOString(),
    ...(scopes && scopes.length > 0 ? { scopes: [...scopes] } : {}),
    expires_at: refreshExpiresAt,
    next_keep_alive: keepAliveAt(grant),
  }
}
