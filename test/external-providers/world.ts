import type { Test } from 'tap'
import { startExternalProvider } from '../helpers/external-provider.js'
import type { Shape } from '../helpers/external-provider-shapes.js'
import { freePort } from '../helpers/free-port.js'
import { startHybridServer } from '../helpers/hybrid-server.js'

const client = (id: string, redirectUri: string) => ({ id, secret: `secret-of-${id}`, redirectUri })

/** Our server beside a provider that is not Nextcloud, set up as docs/identity-providers.md says. */
export async function externalWorld(t: Test, shape: Shape, more: Record<string, string | undefined> = {}) {
  const port = await freePort()
  const us = `http://127.0.0.1:${port}`
  const ours = client('mcp-server', `${us}/oauth/callback`)
  const astrolabe = client('astrolabe', 'http://127.0.0.1/apps/astrolabe/oauth/callback')
  const provider = await startExternalProvider(t, shape, [ours, astrolabe])
  const env = {
    OIDC_DISCOVERY_URL: provider.discoveryUrl,
    NEXTCLOUD_OIDC_CLIENT_ID: ours.id,
    NEXTCLOUD_OIDC_CLIENT_SECRET: ours.secret,
    OIDC_USER_ID_CLAIM: 'preferred_username',
    ...more,
  }
  const server = await startHybridServer(t, { env, port })
  const ask = async (token: string, userId = 'alice') => {
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${us}/api/v1/users/${encodeURIComponent(userId)}/session`, { headers })).status
  }
  const bearer = async (audience = us, username = 'alice') =>
    (await provider.accessToken(astrolabe, username, { audience })).access_token
  const reasonOf = async (token: string) => {
    const result = await server.app.oauth!.verifier.verify(`Bearer ${token}`)
    return result.ok ? 'ok' : result.reason
  }
  return { ...server, us, ours, astrolabe, provider, ask, bearer, reasonOf }
}
