import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'

/** `GET /openapi.json`: open; the description of this API (OpenAPI 3.1). */
export const openapi: FastifyPluginAsyncZod = async app => {
  app.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').serializer(JSON.stringify).send(app.swagger()),
  )
}
