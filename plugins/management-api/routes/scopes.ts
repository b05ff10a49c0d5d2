import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { SCOPES } from '../../../src/auth/scope-catalogue.js'

const Scopes = z.object({ success: z.literal(true), scopes: z.array(z.string()) })

/** `GET /scopes`: open; every scope that can be granted, sorted. */
export const scopes: FastifyPluginAsyncZod = async app => {
  app.get(
    '/scopes',
    {
      config: { access: 'open', errors: 'flagged' },
      schema: { summary: 'Scopes that can be granted', response: { 200: Scopes } },
    },
    async () => ({ success: true as const, scopes: [...SCOPES] }),
  )
}
