import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { syncDisabled } from '../../../src/errors/management-errors.js'

/** `GET /chunk-context` and `GET /pdf-preview`: views of indexed documents. There is no index, so there is nothing to view. */
export const documentReading: FastifyPluginAsyncZod = async app => {
  for (const [url, summary] of [
    ['/chunk-context', 'The text around a search hit'],
    ['/pdf-preview', 'A page of a PDF as an image'],
  ] as const) {
    app.get(url, { config: { errors: 'flagged' }, schema: { summary } }, async () => {
      throw syncDisabled()
    })
  }
}
