import {
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
} from '@modelcontextprotocol/sdk/client/auth.js'
import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'
import type { Discovered } from '../oauth-client.js'
import { orFail } from '../or-fail.js'

/** The official client reads what it needs: the resource's metadata, then the authorization server's. */
export async function discover(
  { serverUrl }: Pick<DemoWorld, 'serverUrl'>,
  tell: Narrator,
  metadataUrl: string,
): Promise<Discovered> {
  tell.step('The client reads the metadata: of the resource (RFC 9728), then of its authorization server (RFC 8414)')
  const found = discoverOAuthProtectedResourceMetadata(`${serverUrl}/mcp`, { resourceMetadataUrl: metadataUrl })
  const { resource, authorization_servers, scopes_supported } = await orFail('The resource has no metadata.', found)
  const [issuer = ''] = authorization_servers ?? []
  const scopes = scopes_supported ?? []
  tell.show(`resource               ${resource}`)
  tell.show(`authorization server   ${issuer}`)
  tell.show(`scopes                 ${scopes.join(' ')}`)
  const metadata = await orFail('The issuer has no metadata.', discoverAuthorizationServerMetadata(issuer))
  if (!metadata?.registration_endpoint) throw new DemoFailed('The authorization server takes no registrations.')
  tell.show(`authorization          ${metadata.authorization_endpoint}`)
  tell.show(`token                  ${metadata.token_endpoint}`)
  tell.show(`registration           ${metadata.registration_endpoint}`)
  tell.show(`PKCE                   ${metadata.code_challenge_methods_supported?.join(' ')}`)
  return { resource, scopes, issuer, metadata }
}
