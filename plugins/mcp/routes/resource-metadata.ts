import type { FastifyPluginAsync } from 'fastify'
import { METADATA_HEADERS, METADATA_PREFLIGHT } from '../../../src/http/metadata-headers.js'
import { wellKnownPaths } from '../../../src/http/well-known-paths.js'

export interface ResourceMetadataOptions {
  /** What a client may ask for. */
  scopes: readonly string[]
  /** Issuer of the tokens that are taken. @throws {TemporarilyUnavailable} while it is not known. */
  authorizationServer(): Promise<string>
}

/**
 * What a client has to know to get a token for `/mcp` (RFC 9728, section 2), at the path of the resource and at the root, where some clients look first (RT-5, RT-7).
 * Open to everybody, pages included: there is nothing of anybody's in it.
 */
export const resourceMetadata: FastifyPluginAsync<ResourceMetadataOptions> = async (
  app,
  { scopes, authorizationServer },
) => {
  const { publicUrl } = app.config.server
  for (const url of wellKnownPaths('oauth-protected-resource', publicUrl)) {
    app.get(url, async (_request, reply) => {
      const metadata = {
        resource: `${publicUrl}/mcp`,
        authorization_servers: [await authorizationServer()],
        scopes_supported: scopes,
        bearer_methods_supported: ['header'],
        resource_name: 'Nextcloud',
        resource_signing_alg_values_supported: ['RS256'],
      }
      return reply.headers(METADATA_HEADERS).send(metadata)
    })
    app.options(url, async (_request, reply) => reply.code(204).headers(METADATA_PREFLIGHT).send())
  }
}
