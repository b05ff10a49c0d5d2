import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { requireOwner } from '../owner.js'

const Params = z.object({ userId: z.string() })
const Revoked = z.object({
  success: z.literal(true),
  message: z.string(),
  remote_revoked: z.boolean().nullable(),
  app_password_deleted: z.boolean().nullable(),
})

/**
 * `POST /users/:userId/revoke`: ends background access: grant, app password, caches, jobs. Idempotent. `remote_revoked` is null where the
 * provider has no revocation endpoint; Nextcloud's has none and keeps its side until the token lapses. `app_password_deleted` says whether
 * an app password of the login flow was deleted at Nextcloud too; null where there was none of that kind.
 */
export const revoke: FastifyPluginAsyncZod = async app => {
  const schema = { summary: 'End background access of the caller', params: Params, response: { 200: Revoked } }
  app.post('/users/:userId/revoke', { schema }, async request => {
    const { userId } = requireOwner(request, request.params.userId, "Cannot revoke another user's access")
    if (!app.storage || !app.oauth) throw new TemporarilyUnavailable('Background access is not set up.')
    const { remoteRevoked, appPasswordDeleted } = await app.oauth.broker.revoke(userId)
    return {
      success: true as const,
      message: `Background access revoked for ${userId}`,
      remote_revoked: remoteRevoked,
      app_password_deleted: appPasswordDeleted,
    }
  })
}
