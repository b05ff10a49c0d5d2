import type { FastifyInstance, FastifyRequest } from 'fastify'

/** What came as a request body: nothing, something that is no JSON, or a JSON value. */
export type JsonBody = { kind: 'empty' } | { kind: 'invalid' } | { kind: 'json'; value: unknown }

declare module 'fastify' {
  interface FastifyRequest {
    jsonBody: JsonBody
  }
}

/**
 * Reads every body as JSON, whatever its Content-Type says or does not say, and lets each route judge: Astrolabe sends
 * `application/json` with no byte behind it, which Fastify's own parser refuses.
 */
export function readJsonBodies(app: FastifyInstance): void {
  app.decorateRequest('jsonBody')
  app.addHook('onRequest', async request => {
    request.jsonBody = { kind: 'empty' }
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
    request.jsonBody = parse(String(text))
    done(null, valueOf(request))
  })
}

function parse(text: string): JsonBody {
  if (text.trim() === '') return { kind: 'empty' }
  try {
    const value: unknown = JSON.parse(text)
    return { kind: 'json', value }
  } catch {
    return { kind: 'invalid' }
  }
}

function valueOf(request: FastifyRequest): unknown {
  return request.jsonBody.kind === 'json' ? request.jsonBody.value : undefined
}
