import { NextcloudTimeout, NextcloudUnavailable } from '../../errors/nextcloud-errors.js'
import type { Ports } from '../../lib/ports.js'
import type { HttpRequest, HttpResponse } from '../http-client.js'
import { retryAfterSeconds } from '../retry-after.js'

const MAX_ATTEMPTS = 3
const BACKOFF_BASE_MS = 200
const MAX_RETRY_AFTER_SECONDS = 10
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'PROPFIND', 'REPORT', 'SEARCH'])

/**
 * How long to wait before the next attempt, with full jitter.
 *
 * @param attempt - the attempt that just ended, from 1.
 * @returns milliseconds; undefined when there must be no further attempt.
 */
export function retryDelay(
  request: HttpRequest,
  outcome: HttpResponse | Error,
  attempt: number,
  ports: Pick<Ports, 'now' | 'random'>,
): number | undefined {
  const policy = request.retry ?? (SAFE_METHODS.has(request.method) ? 'safe' : 'unsent')
  if (policy === 'never' || attempt >= MAX_ATTEMPTS) return undefined
  const jitterMs = () => fraction(ports) * BACKOFF_BASE_MS * 2 ** attempt
  if (outcome instanceof Error) return mayRepeat(policy, outcome) ? jitterMs() : undefined
  if (policy !== 'safe') return undefined
  const seconds = askedToWait(outcome, ports)
  return seconds === undefined ? undefined : seconds * 1000 + jitterMs()
}

function mayRepeat(policy: 'safe' | 'unsent', failure: Error): boolean {
  if (!(failure instanceof NextcloudUnavailable) || failure instanceof NextcloudTimeout) return false
  return policy === 'safe' || !failure.maybeSent
}

/** Without `Retry-After` a 429 is Nextcloud's brute-force protection, which lasts half an hour: repeating does not help. */
function askedToWait({ status, headers }: HttpResponse, ports: Pick<Ports, 'now'>): number | undefined {
  if (status !== 429 && status !== 503) return undefined
  const seconds = retryAfterSeconds(headers['retry-after'], ports.now())
  return seconds === undefined || seconds > MAX_RETRY_AFTER_SECONDS ? undefined : seconds
}

const fraction = (ports: Pick<Ports, 'random'>) => ports.random(4).readUInt32BE() / 2 ** 32
