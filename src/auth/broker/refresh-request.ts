import { z } from 'zod'
import { NextcloudUnavailable } from '../../errors/nextcloud-errors.js'
import type { Secret } from '../../lib/secret.js'
import type { HttpClient, HttpResponse } from '../../nextcloud/http-client.js'
import { retryAfterSeconds } from '../../nextcloud/retry-after.js'
import { parseJson } from '../jwks/parse-json.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import { TokenAnswer } from './token-answer.js'

const ErrorCode = z.enum([
  'invalid_grant',
  'invalid_client',
  /** Nextcloud's own: the registration lapsed. */
  'expired_client',
  'invalid_request',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
])
export type ErrorCode = z.output<typeof ErrorCode>

export type RefreshOutcome =
  | { kind: 'granted'; answer: TokenAnswer }
  | { kind: 'refused'; error: ErrorCode }
  /** `ambiguous`: the provider may have rotated the token all the same. `what` is ours and safe to log. */
  | { kind: 'unavailable'; ambiguous: boolean; what: string; retryAfterSeconds?: number | undefined }

const TIMEOUT_MS = 15_000
const MAX_BYTES = 64 * 1024

/**
 * Asks once for new tokens. It is a plain form POST and not openid-client's refresh grant, because that one checks the ID token
 * before it hands anything out: a token that does not pass would take the rotated refresh token with it, and by then the old one
 * is dead. Never repeated once it may have arrived, for the same reason.
 *
 * @see RFC 6749, section 6; Nextcloud `oidc` 2.0.9 answers every refusal with 400
 */
export async function requestRefresh(
  http: HttpClient,
  { provider, client }: OidcSession,
  refreshToken: Secret,
  now: () => number,
): Promise<RefreshOutcome> {
  const form = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken.reveal(),
    client_id: client.id,
    client_secret: client.secret.reveal(),
  }
  try {
    return classify(await postForm(http, provider.tokenEndpoint, form), now())
  } catch (error) {
    const ambiguous = !(error instanceof NextcloudUnavailable) || error.maybeSent
    return { kind: 'unavailable', ambiguous, what: error instanceof Error ? error.name : 'failure' }
  }
}

/** A form with the client's secret in it (`client_secret_post`, the only method that every Nextcloud takes: Q-22). */
export function postForm(http: HttpClient, url: string, form: Record<string, string>): Promise<HttpResponse> {
  return http.send({
    method: 'POST',
    url,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    retry: 'unsent',
  })
}

function classify({ status, headers, body }: HttpResponse, now: number): RefreshOutcome {
  const json = parseJson(body)
  if (status === 200) return granted(json)
  const refusal = z.object({ error: ErrorCode }).safeParse(json)
  if (status >= 400 && status < 500 && refusal.success) return { kind: 'refused', error: refusal.data.error }
  const asked = retryAfterSeconds(headers['retry-after'], now)
  return { kind: 'unavailable', ambiguous: mayHaveRotated(status), what: `HTTP ${status}`, retryAfterSeconds: asked }
}

function granted(json: unknown): RefreshOutcome {
  const answer = TokenAnswer.safeParse(json)
  if (answer.success) return { kind: 'granted', answer: answer.data }
  return { kind: 'unavailable', ambiguous: true, what: 'an answer that is no token answer' }
}

/** Nextcloud can fail after it rotated; 503 is its maintenance mode, which fails before. */
const mayHaveRotated = (status: number) => status >= 500 && status !== 503
