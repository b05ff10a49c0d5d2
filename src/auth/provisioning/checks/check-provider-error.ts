import { ProvisioningFailed } from '../../../errors/provisioning-failed.js'

/** The words of RFC 6749, section 4.1.2.1, and OpenID Connect Core 1.0, section 3.1.2.6. Nothing else is repeated. */
const KNOWN = [
  'invalid_request',
  'unauthorized_client',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
]

/** The provider said no. Its description is never shown and never logged. */
export function checkProviderError(error: string | undefined): void {
  if (error === undefined) return
  if (error === 'access_denied') throw new ProvisioningFailed('denied')
  const oauthError = KNOWN.find(known => known === error) ?? 'server_error'
  throw new ProvisioningFailed('provider_error', { oauthError, detail: oauthError })
}
