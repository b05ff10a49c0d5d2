import * as sdk from '@modelcontextprotocol/sdk/client/auth.js'
import type { Narrator } from '../narrator.js'
import type { Discovered, OAuthClient } from '../oauth-client.js'
import { orFail } from '../or-fail.js'

/** What people see of the client on pages that ask them. */
export const CLIENT_NAME = 'Demo assistant'

/** The client registers itself (RFC 7591): nobody has to set it up, and Nextcloud never hears of it. */
export async function registerClient(
  tell: Narrator,
  discovered: Discovered,
  redirectUrl: string,
): Promise<OAuthClient> {
  tell.step('The client registers itself (RFC 7591): nobody has to set it up')
  const registered = sdk.registerClient(discovered.issuer, {
    metadata: discovered.metadata,
    clientMetadata: {
      client_name: CLIENT_NAME,
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
  })
  const information = await orFail('The client could not register.', registered)
  tell.show(`client_id              ${information.client_id}`)
  tell.show(`redirect_uris          ${information.redirect_uris.join(' ')}`)
  tell.say('It has no secret: PKCE protects each attempt. Nextcloud knows one client, this server.')
  return { ...discovered, information, redirectUrl }
}
