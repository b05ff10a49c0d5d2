import { once } from 'node:events'
import { StartFailed } from '../../errors/start-failed.js'
import type { OidcRuntime } from './oidc-runtime.js'

/**
 * Waits for the first answer of the provider, because some answers must end a start (HYB-2). One that does not answer ends nothing: it is waited
 * for in the background.
 *
 * @param signal - ends the wait.
 * @throws {StartFailed}
 */
export async function checkAtStart(
  oidc: Pick<OidcRuntime, 'status' | 'firstAttempt'>,
  signal: AbortSignal,
): Promise<void> {
  if (!signal.aborted) await Promise.race([oidc.firstAttempt(), once(signal, 'abort')])
  const status = oidc.status()
  if (status.state === 'degraded' && status.fatal) throw new StartFailed(status.reason)
}
