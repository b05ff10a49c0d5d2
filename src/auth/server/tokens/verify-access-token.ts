import { sha256 } from '../../../lib/sha256.js'
import type { Seconds } from '../../../storage/storage.js'
import { personAccess } from '../person-access.js'
import { secondsOf, type ServerDeps } from '../server-deps.js'
import { isOurAccessToken } from './token-forms.js'

/** Who a token of ours stands for. */
export interface VerifiedToken {
  userId: string
  clientId: string
  /** Of our catalogue; no more than what the person left with us may be used for. */
  scopes: readonly string[]
  expiresAt: Seconds
}

/** @returns undefined for what is not a living access token of ours, or whose person we could not act for. Asks the database alone. */
export async function verifyAccessToken(
  deps: Pick<ServerDeps, 'storage' | 'ports'>,
  token: string,
): Promise<VerifiedToken | undefined> {
  if (!isOurAccessToken(token)) return undefined
  const row = await deps.storage.authorizationServer.tokens.find(sha256(token))
  if (row?.kind !== 'access' || row.expiresAt <= secondsOf(deps)) return undefined
  const { userId, clientId, scopes, expiresAt } = row
  const access = await personAccess(deps, userId)
  return access && { userId, clientId, scopes: within(scopes, access.scopes), expiresAt }
}

const within = (scopes: readonly string[], limit: readonly string[] | null) =>
  limit === null ? scopes : scopes.filter(scope => limit.includes(scope))
