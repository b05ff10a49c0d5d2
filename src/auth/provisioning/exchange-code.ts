import { authorizationCodeGrant } from 'openid-client'
import { z } from 'zod'
import { NextcloudTimeout } from '../../errors/nextcloud-errors.js'
import { ProvisioningFailed, type ProvisioningFailure } from '../../errors/provisioning-failed.js'
import { Secret } from '../../lib/secret.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import { openidConfiguration } from './openid-configuration.js'
import { tokenFetch, type Exchange } from './token-fetch.js'

export interface TokenAnswer {
  accessToken: Secret
  refreshToken: Secret | undefined
  idToken: string | undefined
  /** Seconds. */
  expiresIn: number | undefined
  /** Seconds; undefined: unknown, or never. */
  refreshExpiresIn: number | undefined
  scope: string | undefined
}

export interface CodeExchange {
  session: OidcSession
  redirectUri: string
  state: string
  code: string
  verifier: Secret
}

/** Providers write lifetimes as numbers or as digits in quotes. */
const Lifetime = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,10}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().nonnegative())
  .optional()
  .catch(undefined)

const Answer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: Lifetime,
  refresh_expires_in: Lifetime,
  scope: z.string().optional(),
})

/**
 * Redeems the code, once: a second attempt would make Nextcloud revoke what the first one got.
 *
 * @throws {ProvisioningFailed} saying whether code, client or provider was the reason.
 * @see RFC 6749, section 4.1.3; RFC 7636, section 4.5
 */
export async function exchangeCode(
  http: HttpClient,
  { session, redirectUri, state, code, verifier }: CodeExchange,
): Promise<TokenAnswer> {
  const exchange = tokenFetch(http)
  const configuration = openidConfiguration(session, exchange.fetch)
  // Our own URL, not the request's: behind a proxy the two differ, and `iss` was checked against our set already.
  const currentUrl = new URL(`${redirectUri}?${new URLSearchParams({ state, code })}`)
  try {
    const checks = { expectedState: state, pkceCodeVerifier: verifier.reveal() }
    const answer = Answer.parse(await authorizationCodeGrant(configuration, currentUrl, checks))
    return toTokens(answer, exchange.idToken())
  } catch {
    // What was caught may quote the provider; what we know of the exchange says enough.
    throw new ProvisioningFailed(failureOf(exchange), { detail: `token endpoint: ${exchange.status() ?? 'no answer'}` })
  }
}

function toTokens(answer: z.output<typeof Answer>, idToken: string | undefined): TokenAnswer {
  return {
    accessToken: new Secret(answer.access_token),
    refreshToken: answer.refresh_token ? new Secret(answer.refresh_token) : undefined,
    idToken,
    expiresIn: answer.expires_in,
    refreshExpiresIn: answer.refresh_expires_in,
    scope: answer.scope,
  }
}

/** Nextcloud answers every refusal with 400, so the word decides; an answer without a word came from something in between. */
const REFUSALS: Readonly<Record<string, ProvisioningFailure>> = {
  invalid_grant: 'code_rejected',
  invalid_client: 'client_rejected',
  expired_client: 'client_rejected',
  unauthorized_client: 'client_rejected',
}

function failureOf(exchange: Exchange): ProvisioningFailure {
  const status = exchange.status()
  if (status === undefined) return exchange.thrown() instanceof NextcloudTimeout ? 'timeout' : 'unavailable'
  if (status >= 500 || status === 429) return 'unavailable'
  if (status === 200) return 'exchange_failed'
  const error = exchange.error()
  if (error === undefined) return 'unavailable'
  return REFUSALS[error] ?? 'exchange_failed'
}
