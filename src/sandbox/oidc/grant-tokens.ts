import { words } from './granted-scope.js'
import { mintAccessToken, mintIdToken } from './mint-tokens.js'
import { nowSeconds, type OidcContext } from './oidc-context.js'
import type { CodeChallenge, Grant, OidcClient } from './oidc-state.js'

const SECRET_LENGTH = 128

export interface NewGrant {
  client: OidcClient
  uid: string
  scope: string
  nonce?: string | undefined
  resource?: string | undefined
  codeChallenge?: CodeChallenge | undefined
  /** Unix seconds. */
  authTime: number
}

/** Writes a grant down; its `secret` is the authorization code, 128 characters of A-Z a-z 0-9. */
export function addGrant({ world, state }: OidcContext, options: NewGrant): Grant {
  const { client, uid, scope, nonce, resource, codeChallenge, authTime } = options
  const now = nowSeconds(world)
  const grant: Grant = {
    number: state.nextNumber(),
    clientId: client.clientId,
    uid,
    scope,
    secret: world.randomId(SECRET_LENGTH),
    exchanged: false,
    accessToken: '',
    nonce,
    resource: resource ?? client.resourceUrl,
    codeChallenge,
    authTime,
    createdAt: now,
    refreshedAt: now,
  }
  state.grants.set(grant.number, grant)
  return grant
}

/** What the token endpoint answers. No `scope`; a refresh token only with `offline_access`; no end of one that never ends. */
export interface TokenAnswer {
  access_token: string
  token_type: 'Bearer'
  expires_in: number
  id_token: string
  refresh_token?: string
  refresh_expires_in?: number
}

/**
 * Turns a code or a refresh token into tokens. The row is rewritten before anything is awaited, so of several requests
 * with the same secret one wins, and the tokens from before are unknown at once.
 */
export async function grantTokens(
  context: OidcContext,
  { grant, client, issuer }: { grant: Grant; client: OidcClient; issuer: string },
): Promise<TokenAnswer> {
  const { world } = context
  const { expireTime } = world.settings
  const secret = world.randomId(SECRET_LENGTH)
  grant.secret = secret
  grant.exchanged = true
  grant.accessToken = ''
  grant.refreshedAt = nowSeconds(world) + expireTime
  const minting = { client, grant, account: world.accounts.get(grant.uid), issuer }
  grant.accessToken = await mintAccessToken(context, minting)
  return {
    access_token: grant.accessToken,
    token_type: 'Bearer',
    expires_in: expireTime,
    id_token: await mintIdToken(context, minting),
    ...(words(grant.scope).includes('offline_access') && refreshPart(context, secret)),
  }
}

function refreshPart({ world }: OidcContext, secret: string) {
  const { refreshExpireTime } = world.settings
  if (refreshExpireTime === 'never') return { refresh_token: secret }
  return { refresh_token: secret, refresh_expires_in: refreshExpireTime }
}
