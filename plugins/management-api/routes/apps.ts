import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { callerOf } from '../owner.js'

const Apps = z.object({ apps: z.array(z.string()) })

/** `GET /apps`: ids of the enabled apps, asked with the caller's stored access. */
export const apps: FastifyPluginAsyncZod = async app => {
  app.get('/apps', { schema: { summary: 'Enabled apps', response: { 200: Apps } } }, async request => ({
    apps: await app.asUser(callerOf(request).userId, client => client.users.enabledApps()),
  }))
}
