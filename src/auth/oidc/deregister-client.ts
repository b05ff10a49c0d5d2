import { NextcloudError } from '../../errors/nextcloud-errors.js'
import type { Secret } from '../../lib/secret.js'
import type { OidcDeps } from './oidc-deps.js'
import { openRegistrationToken } from './stored-client.js'

/** `gone`: the provider had forgotten it already. `failed`: it may live on there, until it expires. `none`: we had no registration. */
export type Deregistration = 'deleted' | 'gone' | 'failed' | 'none'

const TIMEOUT_MS = 5_000

/**
 * Deletes our own registration at the provider, then here. One attempt: Nextcloud counts failed ones against our address.
 *
 * @see RFC 7592, section 2.3
 */
export async function deregisterClient(deps: OidcDeps, issuer: string): Promise<Deregistration> {
  const { storage, audit } = deps
  const row = await storage.clients.find(issuer)
  if (!row) return 'none'
  const token = openRegistrationToken(deps, row)
  const outcome = token && row.registrationUri ? await remove(deps, row.registrationUri, token) : 'failed'
  audit.record('client.deleted', outcome === 'failed' ? 'failed' : 'ok', { clientId: row.clientId, reason: outcome })
  if (outcome !== 'failed') await storage.clients.remove(issuer)
  return outcome
}

async function remove({ http }: OidcDeps, url: string, token: Secret): Promise<Deregistration> {
  const credential = { kind: 'bearer', token } as const
  try {
    const { status } = await http.send({ method: 'DELETE', url, credential, timeoutMs: TIMEOUT_MS, retry: 'never' })
    if (status === 204) return 'deleted'
    return status === 401 || status === 404 ? 'gone' : 'failed'
  } catch (error) {
    if (error instanceof NextcloudError) return 'failed'
    throw error
  }
}
