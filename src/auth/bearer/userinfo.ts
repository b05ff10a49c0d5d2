import { z } from 'zod'

import type { Secret } from '../../lib/secret.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import { askProvider } from './ask-provider.js'
import { clientFault, serverFault, type Rejection } from './token-facts.js'

const UserInfo = z.looseObject({ sub: z.string().min(1).max(255), scope: z.string().optional() })

export type UserInfo = z.output<typeof UserInfo>

export type UserInfoResult = { ok: true; user: UserInfo } | Rejection

/** Nextcloud's `oidc` 2.0.9 says 400 for a token that it does not know or that has expired, 401 for a disabled account. */
const TOKEN_REFUSED: readonly number[] = [400, 401, 403]

/**
 * Asks the provider whose token this is, and so whether it still lives: revoked, logged out, rotated, account disabled (VER-7).
 *
 * @see OpenID Connect Core 1.0, section 5.3
 */
export async function userinfo(http: HttpClient, url: string, token: Secret): Promise<UserInfoResult> {
  const answer = await askProvider(http, { method: 'GET', url, credential: { kind: 'bearer', token } })
  if (answer.kind === 'unreachable') return serverFault('network_error', answer.retryAfterSeconds)
  if (TOKEN_REFUSED.includes(answer.status)) return clientFault('inactive')
  const user = answer.status === 200 ? UserInfo.safeParse(answer.body).data : undefined
  return user ? { ok: true, user } : serverFault('network_error')
}
