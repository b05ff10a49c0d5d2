import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { syncDisabled } from '../../../src/errors/management-errors.js'

/** `GET /vector-sync/status`: open; there is no index yet, and it says so as the contract does. */
export const syncStatus: FastifyPluginAsyncZod = async app => {
  const options = {
    config: { access: 'open', errors: 'text' },
    schema: { summary: 'State of the search index' },
  } as const
  app.get('/vector-sync/status', options, async () => {
    throw syncDisabled()
  })
}
