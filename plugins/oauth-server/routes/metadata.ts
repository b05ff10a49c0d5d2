import type { FastifyPluginAsync } from 'fastify'
import { type MetadataFacts, openidMetadata, serverMetadata } from '../../../src/auth/server/metadata.js'
import { METADATA_HEADERS, METADATA_PREFLIGHT } from '../../../src/http/metadata-headers.js'
import { wellKnownPaths } from '../../../src/http/well-known-paths.js'

/** The path of the resource appended, as OpenID does, instead of inserted. */
const APPENDED = '/mcp/.well-known/openid-configuration'

/** What clients read before they register. Public, the same for all, and readable by pages of every origin (RT-7). */
export const metadata: FastifyPluginAsync<MetadataFacts> = async (app, facts) => {
  const documents: readonly (readonly [readonly string[], object])[] = [
    [wellKnownPaths('oauth-authorization-server', facts.issuer), serverMetadata(facts)],
    [[...wellKnownPaths('openid-configuration', facts.issuer), APPENDED], openidMetadata(facts)],
    [['/oauth/jwks'], { keys: [] }],
  ]
  for (const [paths, body] of documents) {
    for (const path of paths) {
      app.get(path, async (_request, reply) => reply.headers(METADATA_HEADERS).send(body))
      app.options(path, async (_request, reply) => reply.code(204).headers(METADATA_PREFLIGHT).send())
    }
  }
}
