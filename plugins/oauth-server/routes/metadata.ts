import type { FastifyPluginAsync } from 'fastify'
import { type MetadataFacts, openidMetadata, serverMetadata } from '../../../src/auth/server/metadata.js'
import { METADATA_HEADERS, METADATA_PREFLIGHT } from '../../../src/http/metadata-headers.js'

/** The forms in which clients look for it: at the root, with the path of the resource inserted (RFC 8414, section 3.1), and appended as OpenID does. */
const OAUTH = ['/.well-known/oauth-authorization-server', '/.well-known/oauth-authorization-server/mcp']
const OPENID = [
  '/.well-known/openid-configuration',
  '/.well-known/openid-configuration/mcp',
  '/mcp/.well-known/openid-configuration',
]

/** What clients read before they register. Public, the same for all, and readable by pages of every origin (RT-7). */
export const metadata: FastifyPluginAsync<MetadataFacts> = async (app, facts) => {
  const documents: readonly (readonly [readonly string[], object])[] = [
    [OAUTH, serverMetadata(facts)],
    [OPENID, openidMetadata(facts)],
    [['/oauth/jwks'], { keys: [] }],
  ]
  for (const [paths, body] of documents) {
    for (const path of paths) {
      app.get(path, async (_request, reply) => reply.headers(METADATA_HEADERS).send(body))
      app.options(path, async (_request, reply) => reply.code(204).headers(METADATA_PREFLIGHT).send())
    }
  }
}
