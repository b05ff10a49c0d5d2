import { NotProvisioned, ReauthRequired } from '../../errors/access-errors.js'
import type { Metrics, RefreshResult } from '../../lib/metrics.js'

/** Counts how an attempt to refresh ended, and passes it on. */
export async function countRefresh<T>(metrics: Metrics, attempt: Promise<T>): Promise<T> {
  try {
    const access = await attempt
    metrics.grantRefreshed('ok')
    return access
  } catch (error) {
    metrics.grantRefreshed(resultOf(error))
    throw error
  }
}

function resultOf(error: unknown): RefreshResult {
  if (error instanceof NotProvisioned) return 'not_provisioned'
  return error instanceof ReauthRequired ? 'reauth_required' : 'unavailable'
}
