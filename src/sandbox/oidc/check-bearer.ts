import { jwtVerify } from 'jose'
import type { BearerIdentity } from '../world.js'
import { nowSeconds, type OidcContext } from './oidc-context.js'
import { grantByAccessToken, type Grant } from './oidc-state.js'
import { signingKey } from './signing-key.js'

/**
 * `user_oidc` 8.11 asks the local provider: any live access token will do, whatever its client, audience or scope; one
 * that is over is deleted by the asking, with its refresh token. Failing that, a signed token is taken for an ID token
 * when its `aud` is a client and it names the person in `preferred_username`: real ID tokens do not, but JWT access
 * tokens from before a refresh do.
 */
export async function checkBearer(context: OidcContext, token: string): Promise<BearerIdentity | undefined> {
  if (!context.world.settings.bearerValidation) return undefined
  const grant = grantByAccessToken(context.state, token)
  if (grant === undefined) return checkIdToken(context, token)
  if (!isOver(context, grant)) return { uid: grant.uid }
  context.state.grants.delete(grant.number)
  return undefined
}

/** An access token is taken for twice `expire_time`: once is in `refreshedAt` already. */
export function isOver({ world }: OidcContext, grant: Grant): boolean {
  return nowSeconds(world) > grant.refreshedAt + world.settings.expireTime
}

async function checkIdToken({ world, state }: OidcContext, token: string): Promise<BearerIdentity | undefined> {
  const { publicKey } = await signingKey()
  const verified = await jwtVerify(token, publicKey, { currentDate: new Date(world.now()) }).catch(() => undefined)
  const { aud, preferred_username: uid } = verified?.payload ?? {}
  if (typeof aud !== 'string' || typeof uid !== 'string' || !state.clients.has(aud)) return undefined
  return world.accounts.has(uid) ? { uid } : undefined
}
