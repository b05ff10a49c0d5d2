import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { syncDisabled } from '../../../src/errors/management-errors.js'

/**
 * `POST /search` and `POST /vector-viz/search`. While there is no index they answer 404 before they look at credentials, as the contract
 * says; nothing of anybody is read.
 */
export const search: FastifyPluginAsyncZod = async app => {
  for (const [url, summary] of [
    ['/search', 'Search'],
    ['/vector-viz/search', 'Search with coordinates for a plot'],
  ] as const) {
    app.post(url, { config: { access: 'open', errors: 'text' }, schema: { summary } }, async () => {
      throw syncDisabled()
    })
  }
}
