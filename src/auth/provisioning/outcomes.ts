import type { ProvisioningFailure } from '../../errors/provisioning-failed.js'

/** Which page a person sees. */
export type FailurePage = 'expired' | 'wrong_browser' | 'denied' | 'failed' | 'unavailable'

export interface Outcome {
  status: number
  /** `error` in the body (RFC 6749, section 4.1.2.1, where it has a word for it). */
  error: string
  /** `error_description`: ours, plain, and safe to show. */
  description: string
  page: FailurePage
}

const outcome = (status: number, error: string, page: FailurePage, description: string): Outcome => ({
  status,
  error,
  description,
  page,
})

const UNKNOWN = 'This authorization is unknown, already finished or expired. Start it again.'
const BAD_IDENTITY = 'Nextcloud’s proof of who you are could not be accepted. Nothing was stored.'

/** How every failure is answered: one row each. */
export const OUTCOMES: Readonly<Record<ProvisioningFailure, Outcome>> = {
  duplicate_parameter: outcome(400, 'invalid_request', 'failed', 'A parameter was given more than once.'),
  bad_correlation: outcome(
    400,
    'invalid_request',
    'failed',
    'state may hold up to 256 letters, digits and . _ ~ - only.',
  ),
  bad_return_to: outcome(
    400,
    'invalid_request',
    'failed',
    'return_to must be a page of this Nextcloud or of this server.',
  ),
  ticket_unusable: outcome(
    400,
    'invalid_request',
    'expired',
    'This link was used already or has expired. Ask for a new one.',
  ),
  too_many_starts: outcome(
    429,
    'too_many_requests',
    'unavailable',
    'Too many authorizations were started from this address.',
  ),
  too_many_flows: outcome(429, 'too_many_requests', 'unavailable', 'Too many authorizations are in progress.'),
  degraded: outcome(
    503,
    'temporarily_unavailable',
    'unavailable',
    'The connection to Nextcloud’s sign-in service is not ready.',
  ),
  malformed_callback: outcome(400, 'invalid_request', 'failed', 'The answer from Nextcloud was incomplete.'),
  unknown_state: outcome(400, 'invalid_request', 'expired', UNKNOWN),
  expired: outcome(400, 'invalid_request', 'expired', UNKNOWN),
  wrong_browser: outcome(
    400,
    'invalid_request',
    'wrong_browser',
    'This authorization was started in another browser. Start again in this one.',
  ),
  client_changed: outcome(400, 'invalid_request', 'expired', UNKNOWN),
  issuer_mismatch: outcome(400, 'invalid_request', 'failed', 'The answer came from an unexpected sign-in service.'),
  denied: outcome(400, 'access_denied', 'denied', 'Access was not authorised. Nothing was stored.'),
  provider_error: outcome(400, 'server_error', 'failed', 'Nextcloud refused the authorization. Nothing was stored.'),
  code_rejected: outcome(
    400,
    'invalid_grant',
    'expired',
    'Nextcloud no longer accepts this authorization. Start it again.',
  ),
  client_rejected: outcome(
    502,
    'server_error',
    'failed',
    'Nextcloud does not accept this server’s registration. Start again in a minute; if it fails again, an administrator must look at it.',
  ),
  exchange_failed: outcome(502, 'server_error', 'failed', 'Nextcloud’s answer could not be used. Nothing was stored.'),
  unavailable: outcome(
    502,
    'temporarily_unavailable',
    'unavailable',
    'Nextcloud could not be reached. Nothing was stored.',
  ),
  timeout: outcome(
    504,
    'temporarily_unavailable',
    'unavailable',
    'Nextcloud did not answer in time. Nothing was stored.',
  ),
  id_token_invalid: outcome(400, 'invalid_token', 'failed', BAD_IDENTITY),
  wrong_person: outcome(
    403,
    'access_denied',
    'failed',
    'This link belongs to another account. Sign in to Nextcloud as the person it was made for.',
  ),
  no_refresh_token: outcome(
    400,
    'offline_access_not_granted',
    'failed',
    'Nextcloud did not allow lasting access. An administrator can allow the scope offline_access for this server’s client.',
  ),
  identity_mismatch: outcome(400, 'invalid_token', 'failed', BAD_IDENTITY),
  login_expired: outcome(
    400,
    'access_denied',
    'expired',
    'Access was not granted at Nextcloud within twenty minutes. Nothing was stored.',
  ),
  login_lost: outcome(
    502,
    'temporarily_unavailable',
    'failed',
    'Nextcloud’s answer was lost on its way here. Nothing was stored.',
  ),
  credential_refused: outcome(
    502,
    'server_error',
    'failed',
    'Nextcloud gave out an app password and does not take it. Nothing was stored.',
  ),
  storage_failed: outcome(500, 'server_error', 'failed', 'The authorization could not be stored.'),
  internal: outcome(500, 'server_error', 'failed', 'Something went wrong here. Nothing was stored.'),
}
