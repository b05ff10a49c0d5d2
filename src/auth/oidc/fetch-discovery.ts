import { NextcloudTimeout, NextcloudUnavailable, TooLarge } from '../../errors/nextcloud-errors.js'
import { OidcSetupFailed } from '../../errors/oidc-setup-failed.js'
import type { HttpClient, HttpResponse } from '../../nextcloud/http-client.js'
import { originOf } from './normalize-url.js'

const MAX_BYTES = 256 * 1024
const MAX_REDIRECTS = 3
const TIMEOUT_MS = 10_000

/**
 * One discovery URL, with up to three redirects of the same origin followed: a Nextcloud without pretty URLs answers 301.
 *
 * @returns the last response, whatever its status.
 * @throws {OidcSetupFailed} no answer, too long an answer, or a redirect that leads elsewhere.
 */
export async function fetchDiscovery(http: HttpClient, url: string): Promise<HttpResponse> {
  let target = url
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await get(http, target)
    if (response.status < 300 || response.status > 399) return response
    target = redirectTarget(target, response.headers['location'])
  }
  throw new OidcSetupFailed('OIDC discovery failed: too many redirects')
}

async function get(http: HttpClient, url: string): Promise<HttpResponse> {
  try {
    const headers = { accept: 'application/json' }
    // Attempts are counted and spaced by the caller.
    return await http.send({ method: 'GET', url, headers, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, retry: 'never' })
  } catch (cause) {
    throw new OidcSetupFailed(reason(cause), { cause, passing: !(cause instanceof TooLarge) })
  }
}

function reason(cause: unknown): string {
  if (cause instanceof TooLarge) return 'OIDC discovery failed: the document is larger than 256 KiB'
  if (cause instanceof NextcloudTimeout) return 'OIDC discovery failed: the identity provider did not answer in time'
  if (cause instanceof NextcloudUnavailable) return 'OIDC discovery failed: cannot connect to the identity provider'
  return 'OIDC discovery failed: the request could not be made'
}

function redirectTarget(from: string, location: string | undefined): string {
  if (!location || !URL.canParse(location, from))
    throw new OidcSetupFailed('OIDC discovery failed: a redirect leads nowhere')
  const target = new URL(location, from).href
  if (originOf(target) === originOf(from)) return target
  throw new OidcSetupFailed(
    'OIDC discovery failed: the identity provider redirects to another origin; write its final address (scheme, host and port) into the configuration',
  )
}
