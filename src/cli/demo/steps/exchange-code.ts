import { DemoFailed } from '../demo-failed.js'
import type { Narrator } from '../narrator.js'
import { masked, redeem, type OAuthClient, type Tokens } from '../oauth-client.js'
import type { Authorized } from '../walk-sign-in.js'

/** The code becomes tokens, for whoever holds the verifier of the attempt (RFC 7636). They are the server's own. */
export async function exchangeCode(
  tell: Narrator,
  client: OAuthClient,
  { code, verifier }: Authorized,
): Promise<Tokens> {
  tell.step('The client exchanges the code for tokens, with the PKCE verifier that only it has')
  const tokens = await redeem(client, code, verifier)
  tell.show(`access token           ${masked(tokens.access_token)}   (${tokens.expires_in} s)`)
  tell.show(`refresh token          ${masked(tokens.refresh_token)}`)
  tell.show(`scope                  ${tokens.scope}`)
  if (!tokens.access_token.startsWith('ncmcp_at_')) throw new DemoFailed('The access token is not one of our own.')
  return tokens
}
