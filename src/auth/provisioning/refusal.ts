import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import { ProvisioningFailed, type ProvisioningFailure } from '../../errors/provisioning-failed.js'
import { StorageFailed } from '../../errors/storage-errors.js'

/** A step said no. The outcome table says how that is answered. */
export interface Refusal {
  ok: false
  failure: ProvisioningFailure
  /** Replaces `error` of the table. */
  oauthError: string | undefined
  retryAfterSeconds: number | undefined
}

/** Every way of failing, as a value: nothing that is thrown inside leaves a person without a page. */
export function refusalOf(error: unknown): Refusal {
  const retryAfterSeconds =
    error instanceof ProvisioningFailed || error instanceof TemporarilyUnavailable ? error.retryAfterSeconds : undefined
  const oauthError = error instanceof ProvisioningFailed ? error.oauthError : undefined
  return { ok: false, failure: failureOf(error), oauthError, retryAfterSeconds }
}

function failureOf(error: unknown): ProvisioningFailure {
  if (error instanceof ProvisioningFailed) return error.failure
  if (error instanceof TemporarilyUnavailable) return 'degraded'
  return error instanceof StorageFailed ? 'storage_failed' : 'internal'
}
