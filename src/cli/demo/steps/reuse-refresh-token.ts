import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'
import { masked, refresh, type OAuthClient, type Tokens } from '../oauth-client.js'
import { postMcp } from '../post-mcp.js'

/** A refresh token works once; when it comes again somebody has a copy, and everything made of it ends (RFC 9700, section 4.14.2). */
export async function reuseRefreshToken(
  { serverUrl }: Pick<DemoWorld, 'serverUrl'>,
  tell: Narrator,
  { client, tokens }: { client: OAuthClient; tokens: Pick<Tokens, 'refresh_token'> },
): Promise<void> {
  tell.step('The refresh token rotates; whoever uses the old one again has stolen it')
  const old = tokens.refresh_token
  const first = await refresh(client, old)
  if (!('access_token' in first.body)) throw new DemoFailed(`The refresh token did not work: status ${first.status}.`)
  const { access_token, refresh_token } = first.body
  tell.show(`${masked(old)} -> ${first.status}, new: ${masked(refresh_token)}, scope ${first.body.scope}`)
  const { status: before } = await postMcp(serverUrl, `Bearer ${access_token}`)
  tell.show(`the new access token at /mcp -> ${before}`)
  const second = await refresh(client, old)
  const error = 'error' in second.body ? second.body.error : 'none'
  tell.show(`${masked(old)} again -> ${second.status} ${error}`)
  const { status: after } = await postMcp(serverUrl, `Bearer ${access_token}`)
  tell.show(`the new access token at /mcp -> ${after}: thief and owner are both out, and the owner signs in again`)
  if (before !== 200 || error !== 'invalid_grant' || after !== 401)
    throw new DemoFailed('A refresh token that was used twice did not end its family.')
}
