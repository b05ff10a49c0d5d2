import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import './decorators.js'
import { version } from '../../src/lib/version.js'

const DESCRIPTION = [
  'What the Astrolabe app inside Nextcloud and administrators call.',
  'Failures are {error}, {error, message} or {success: false, error}, depending on the route.',
  '401: the credential is missing or wrong. 403: it is not yours. 428: the person has not authorised this server yet,',
  'authorize_url says where. 429 and 503 carry Retry-After. An outage of Nextcloud is 502 or 503, never 401.',
].join(' ')

/** Describes every route that follows as OpenAPI 3.1, from the schemas they validate with. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'nextcloud-mcp-server management API', version, description: DESCRIPTION },
      servers: [{ url: app.config.server.publicUrl }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An access token of the identity provider' },
          basic: { type: 'http', scheme: 'basic', description: 'The person in the path, with an app password' },
        },
      },
    },
    transform: input => secured(jsonSchemaTransform(input), input.route.config?.access ?? 'bearer'),
  })
}

interface Described {
  schema: object
  url: string
}

/** Says per route how its caller proves itself, from the same word that the route declares it with. */
function secured({ schema, url }: Described, access: string): Described {
  const security = access === 'bearer' || access === 'basic' ? [{ [access]: [] }] : []
  return { schema: { ...schema, security }, url }
}
