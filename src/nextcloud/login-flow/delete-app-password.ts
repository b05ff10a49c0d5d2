import { z } from 'zod'
import { Cancelled, CredentialRejected, NextcloudError } from '../../errors/nextcloud-errors.js'
import { endpoints } from '../endpoints.js'
import type { Credential, HttpClient } from '../http-client.js'
import { readOcs } from '../ocs-envelope.js'

const TIMEOUT_MS = 10_000
const MAX_BYTES = 64 * 1024

/**
 * Deletes an app password at Nextcloud, with itself: nothing else can.
 *
 * @param nowMs - Unix milliseconds.
 * @returns true when it no longer works: deleted now, or refused because it was deleted before. false: nobody knows. Never rejects, unless
 * for {@link Cancelled}.
 * @see Nextcloud 32, core `AppPasswordController::deleteAppPassword`; 401 for one that is gone, 403 for a login password
 */
export async function deleteAppPassword(
  http: HttpClient,
  baseUrl: string,
  credential: Extract<Credential, { kind: 'basic' }>,
  nowMs: number,
): Promise<boolean> {
  const request = {
    method: 'DELETE',
    url: endpoints(baseUrl).ocs('/core/apppassword'),
    headers: { accept: 'application/json' },
    credential,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  }
  try {
    readOcs(await http.send(request), z.unknown(), { kind: 'ocs' }, nowMs)
    return true
  } catch (error) {
    if (!(error instanceof NextcloudError) || error instanceof Cancelled) throw error
    return error instanceof CredentialRejected
  }
}
