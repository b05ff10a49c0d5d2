import type { FastifyInstance } from 'fastify'
import { STYLE } from '../../../src/http/pages/style.js'

/** `GET /oauth/pages.css`: the stylesheet of our pages. */
export function stylesheet(app: FastifyInstance): void {
  app.get('/oauth/pages.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE))
}
