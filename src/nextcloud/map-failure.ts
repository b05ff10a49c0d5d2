import {
  AppMissing,
  Conflict,
  CredentialRejected,
  Forbidden,
  InvalidRequest,
  Locked,
  NextcloudUnavailable,
  NotFound,
  PreconditionFailed,
  QuotaExceeded,
  Throttled,
  TooLarge,
  type NextcloudError,
} from '../errors/nextcloud-errors.js'
import { readEtag } from './etag.js'
import type { HttpResponse } from './http-client.js'
import { retryAfterSeconds } from './retry-after.js'

/** What answers: OCS, the JSON route of an app, or WebDAV. The same status means different things there. */
export interface Route {
  kind: 'ocs' | 'app' | 'dav'
  /** For people: the app whose routes these are, where it may be missing. */
  appName?: string
}

const THROTTLED_SECONDS = 60
const MAINTENANCE_SECONDS = 120
const MAX_INSPECTED_BYTES = 64 * 1024

/**
 * The error for an answer that is no success, in our own words. Nextcloud's words decide, but never travel.
 *
 * @param nowMs - Unix milliseconds, for a `Retry-After` that is a date.
 * @see recordings of Nextcloud 32: every route has its own 401, a disabled account is 503 on DAV
 */
export function mapFailure(response: HttpResponse, route: Route, nowMs: number): NextcloudError {
  const { status } = response
  const text = response.body.subarray(0, MAX_INSPECTED_BYTES).toString('utf8')
  const waitSeconds = retryAfterSeconds(response.headers['retry-after'], nowMs)
  if (status >= 200 && status < 300) return unintelligible()
  if (status >= 300 && status < 400) return redirected()
  if (status === 401) return unauthorized(text)
  if (status === 404 || status === 405) return missing(response, route, text)
  if (status === 412) return preconditionFailed(response, text)
  if (status === 429) return throttled(waitSeconds)
  if (status >= 500) return serverFailure(status, text, waitSeconds)
  return refusal(status)
}

/** The answer to a success that could not be read. */
export function unintelligible(): NextcloudUnavailable {
  return new NextcloudUnavailable('The answer is not what Nextcloud sends. NEXTCLOUD_HOST may name something else.')
}

function redirected(): NextcloudUnavailable {
  return new NextcloudUnavailable(
    'Nextcloud answered with a redirect, which is not followed. Set NEXTCLOUD_HOST to its final address (scheme, host and sub-path).',
  )
}

/** We send the header with every request; Nextcloud says this when something on the way removed it. */
function headerDropped(): NextcloudUnavailable {
  return new NextcloudUnavailable(
    'Nextcloud did not receive the OCS-APIRequest header. Let the proxy in front of Nextcloud pass it on.',
  )
}

function unauthorized(text: string): NextcloudError {
  if (text.includes('CORS requires basic auth')) return headerDropped()
  return rejected()
}

const rejected = () => new CredentialRejected('Nextcloud no longer accepts the credential of this person.')

function missing(response: HttpResponse, route: Route, text: string): NextcloudError {
  if (response.status === 405 && route.kind === 'dav') return new Conflict('Something with this name exists already.')
  if (route.appName !== undefined && isRouteMissing(response, route, text)) {
    return new AppMissing(
      `This needs the app ${route.appName}, which is not installed, not enabled for this person, or too old.`,
    )
  }
  return new NotFound('It does not exist, or this person may not see it.')
}

/** A missing app is a page or an empty answer on app routes, and code 998 on OCS; a missing thing is JSON. */
function isRouteMissing({ status, headers }: HttpResponse, route: Route, text: string): boolean {
  if (route.kind === 'dav') return false
  if (status === 405 || /"statuscode":\s*998\b/.test(text)) return true
  return route.kind === 'app' && !(headers['content-type'] ?? '').includes('json')
}

function preconditionFailed(response: HttpResponse, text: string): NextcloudError {
  if (text.includes('CSRF check failed')) return headerDropped()
  if (/<s:header>(Overwrite|If-None-Match)<\/s:header>/.test(text)) {
    return new Conflict('Something with this name exists already.')
  }
  return new PreconditionFailed('It changed since it was read. Read it again, then repeat with the new etag.', {
    currentEtag: readEtag(response.headers['etag']) ?? etagOfBody(text),
  })
}

/** Notes 5.0: the body of a 412 is the note as it is now. */
const etagOfBody = (text: string) => /"etag":\s*"([^"\\]{1,100})"/.exec(text)?.[1]

function throttled(waitSeconds: number | undefined): Throttled {
  return new Throttled('Nextcloud is throttling requests from this server.', {
    retryAfterSeconds: waitSeconds ?? THROTTLED_SECONDS,
  })
}

function serverFailure(status: number, text: string, waitSeconds: number | undefined): NextcloudError {
  if (status === 507) return new QuotaExceeded('The storage quota of this person is used up.')
  if (text.includes('DisabledUserException') || text.includes('Account disabled')) return rejected()
  if (text.includes('Lock\\LockedException')) return locked()
  if (/maintenance/i.test(text)) {
    const message = 'Nextcloud is in maintenance mode.'
    return new NextcloudUnavailable(message, { retryAfterSeconds: waitSeconds ?? MAINTENANCE_SECONDS })
  }
  return new NextcloudUnavailable(`Nextcloud failed with status ${status}.`, { retryAfterSeconds: waitSeconds ?? 5 })
}

const locked = () => new Locked('Somebody else is writing to it right now. Try again in a moment.')

function refusal(status: number): NextcloudError {
  if (status === 403) return new Forbidden('This person may not do that.')
  if (status === 409) return new Conflict('It exists already, or the folder for it does not.')
  if (status === 413) return new TooLarge('Nextcloud does not take anything this large.')
  if (status === 423) return locked()
  return new InvalidRequest(`Nextcloud did not understand the request (status ${status}).`)
}
