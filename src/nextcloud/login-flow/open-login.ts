import { z } from 'zod'
import { Secret } from '../../lib/secret.js'
import { endpoints } from '../endpoints.js'
import type { HttpClient } from '../http-client.js'
import { mapFailure, unintelligible } from '../map-failure.js'
import { parseJson } from '../ocs-envelope.js'
import { loginPage } from './login-page.js'

const TIMEOUT_MS = 10_000
const MAX_BYTES = 16 * 1024

/** Answer of `POST /login/v2`. Its poll endpoint is not read: it is made of the address that Nextcloud believes to have, ours may differ. */
const Opened = z.object({ poll: z.object({ token: z.string().min(1).max(1024) }), login: z.url().max(2048) })

export interface LoginStart {
  /** `NEXTCLOUD_HOST`. */
  baseUrl: string
  /** Where browsers find Nextcloud. */
  publicUrl: string
  /** ASCII. What the person reads on Nextcloud's page, and the name of the app password. */
  clientName: string
  /** Unix milliseconds. */
  now: () => number
}

export interface OpenedLogin {
  pollToken: Secret
  /** For the person's browser. */
  loginUrl: string
}

/**
 * Begins a login at Nextcloud that a person finishes in the browser, within 20 minutes.
 *
 * @throws {NextcloudError} when Nextcloud does not answer, or not as it should.
 * @see Nextcloud 32, core `ClientFlowLoginV2Controller::init`
 */
export async function openLogin(http: HttpClient, start: LoginStart): Promise<OpenedLogin> {
  const response = await http.send({
    method: 'POST',
    url: endpoints(start.baseUrl).app('/login/v2'),
    headers: { accept: 'application/json', 'user-agent': start.clientName },
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  })
  if (response.status !== 200) throw mapFailure(response, { kind: 'app' }, start.now())
  const opened = Opened.safeParse(parseJson(response.body))
  const loginUrl = opened.success ? loginPage(opened.data.login, start) : undefined
  if (!opened.success || loginUrl === undefined) throw unintelligible()
  return { pollToken: new Secret(opened.data.poll.token), loginUrl }
}
