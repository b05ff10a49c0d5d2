import type { FastifyPluginAsync } from 'fastify'

export interface ResourceMetadataOptions {
  /** What a client may ask for. */
  scopes: readonly string[]
  /** Issuer of the tokens that are taken. @throws {TemporarilyUnavailable} while it is not known. */
  authorizationServer(): Promise<string>
}

const PATH = '/.well-known/oauth-protected-resource'
const MAX_AGE_SECONDS = 300
/** Of a page's request with a header of its own, as MCP clients in browsers send one. */
const PREFLIGHT = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers': 'mcp-protocol-version, content-type, accept',
  'access-control-max-age': String(MAX_AGE_SECONDS),
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
  for (const url of [PATH, `${PATH}/mcp`]) {
    app.get(url, async (_request, reply) => {
      const metadata = {
        resource: `${publicUrl}/mcp`,
        authorization_servers: [await authorizationServer()],
        scopes_supported: scopes,
        bearer_methods_supported: ['header'],
        resource_name: 'Nextcloud',
        resource_signing_alg_values_supported: ['RS256'],
      }
      return reply
        .header('cache-control', `public, max-age=${MAX_AGE_SECONDS}`)
        .header('access-control-allow-origin', '*')
        .send(metadata)
    })
    app.options(url, async (_request, reply) => reply.code(204).headers(PREFLIGHT).send())
  }
}
