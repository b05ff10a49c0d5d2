import { z } from 'zod'
import { Cancelled, NextcloudError, NextcloudUnavailable } from '../../errors/nextcloud-errors.js'
import { Secret } from '../../lib/secret.js'
import { endpoints } from '../endpoints.js'
import type { HttpClient, HttpResponse } from '../http-client.js'
import { mapFailure, unintelligible } from '../map-failure.js'
import { parseJson } from '../ocs-envelope.js'

const TIMEOUT_MS = 10_000
const MAX_BYTES = 16 * 1024

const Granted = z.object({ loginName: z.string().min(1).max(255), appPassword: z.string().min(1).max(1024) })

export type PollResult =
  /** Not granted yet, or over: Nextcloud does not tell the two apart. */
  | { kind: 'pending' }
  | { kind: 'granted'; loginName: string; appPassword: Secret }
  /** `maybeLost`: the answer may have held the credential, which Nextcloud gives out once. `reason` is for the log. */
  | { kind: 'unavailable'; reason: string; retryAfterSeconds: number; maybeLost: boolean }

/**
 * Asks once whether the person has granted. Always at `NEXTCLOUD_HOST`, so that the token goes nowhere else. Never repeats by itself:
 * the credential is given out once, and a second attempt would hide that the first answer was lost.
 *
 * @param options.now - Unix milliseconds.
 * @throws {Cancelled} when `signal` aborts; everything else is a result.
 * @see Nextcloud 32, core `ClientFlowLoginV2Controller::poll`: 404 `[]` while pending and for ever after, 200 once
 */
export async function pollLogin(
  http: HttpClient,
  baseUrl: string,
  pollToken: Secret,
  { now, signal }: { now: () => number; signal?: AbortSignal },
): Promise<PollResult> {
  try {
    const response = await http.send({
      method: 'POST',
      url: endpoints(baseUrl).app('/login/v2/poll'),
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: pollToken.reveal() }).toString(),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      retry: 'never',
      ...(signal && { signal }),
    })
    return read(response, now())
  } catch (error) {
    return failed(error)
  }
}

function read(response: HttpResponse, nowMs: number): PollResult {
  if (isPending(response)) return { kind: 'pending' }
  if (response.status !== 200) return { ...failed(mapFailure(response, { kind: 'app' }, nowMs)), maybeLost: false }
  const granted = Granted.safeParse(parseJson(response.body))
  if (!granted.success) throw unintelligible()
  return { kind: 'granted', loginName: granted.data.loginName, appPassword: new Secret(granted.data.appPassword) }
}

/** Anything else with status 404 comes from something that is no Nextcloud, or from a proxy. */
const isPending = ({ status, body }: HttpResponse) => status === 404 && Array.isArray(parseJson(body))

function failed(error: unknown): PollResult & { kind: 'unavailable' } {
  if (!(error instanceof NextcloudError) || error instanceof Cancelled) throw error
  const isDown = error instanceof NextcloudUnavailable
  const reason = isDown ? error.message : `Nextcloud answered unexpectedly (${error.code}).`
  const maybeLost = !isDown || error.maybeSent
  return { kind: 'unavailable', reason, retryAfterSeconds: error.retryAfterSeconds ?? 5, maybeLost }
}
