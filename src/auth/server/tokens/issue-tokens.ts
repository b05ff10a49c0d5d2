import { sha256 } from '../../../lib/sha256.js'
import type { IssuedToken } from '../../../storage/authorization-server-storage.js'
import { random256, secondsOf, type ServerDeps } from '../server-deps.js'
import { ACCESS_PREFIX, REFRESH_PREFIX } from './token-forms.js'

/** Seconds. */
export const ACCESS_LIFETIME = 3_600
/** From one rotation to the next: who does not come for a month signs in again. */
export const REFRESH_LIFETIME = 30 * 24 * 3_600

/** Whose tokens, for whom, for what. */
export type TokenSubject = Pick<IssuedToken, 'familyId' | 'clientId' | 'userId' | 'resource'>

/** The body of a token answer (RFC 6749, section 5.1). */
export interface TokenAnswer {
  access_token: string
  token_type: 'Bearer'
  expires_in: number
  refresh_token: string
  scope: string
}

export interface NewTokens {
  /** What is stored: hashes. */
  rows: readonly IssuedToken[]
  answer: TokenAnswer
}

/**
 * A pair of opaque tokens. They are our own: nothing of Nextcloud's is in them (RT-14).
 *
 * @param accessScopes - what this access token may do; the refresh token keeps `scopes`.
 */
export function newTokens(
  deps: ServerDeps,
  subject: TokenSubject,
  scopes: readonly string[],
  accessScopes: readonly string[] = scopes,
): NewTokens {
  const now = secondsOf(deps)
  const access = `${ACCESS_PREFIX}${random256(deps)}`
  const refresh = `${REFRESH_PREFIX}${random256(deps)}`
  const { familyId, clientId, userId, resource } = subject
  const shared = { familyId, clientId, userId, resource, createdAt: now, usedAt: null }
  return {
    rows: [
      { ...shared, kind: 'access', tokenHash: sha256(access), scopes: accessScopes, expiresAt: now + ACCESS_LIFETIME },
      { ...shared, kind: 'refresh', tokenHash: sha256(refresh), scopes, expiresAt: now + REFRESH_LIFETIME },
    ],
    answer: {
      access_token: access,
      token_type: 'Bearer',
      expires_in: ACCESS_LIFETIME,
      refresh_token: refresh,
      scope: accessScopes.join(' '),
    },
  }
}
