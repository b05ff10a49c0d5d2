import { z } from 'zod'
import { NextcloudError, NextcloudTimeout } from '../../errors/nextcloud-errors.js'
import { ProvisioningFailed } from '../../errors/provisioning-failed.js'
import type { Secret } from '../../lib/secret.js'
import type { HttpClient, HttpResponse } from '../../nextcloud/http-client.js'
import { parseJson } from '../jwks/parse-json.js'

const Claims = z.looseObject({ sub: z.string(), scope: z.string().optional() })

export type UserinfoClaims = z.output<typeof Claims>

/**
 * Asks the provider, with the new access token, who it is for and what was granted.
 *
 * @returns all that it says of the person; `scope` is Nextcloud's own.
 * @throws {ProvisioningFailed} for another person's token, or when there is no answer.
 * @see OpenID Connect Core 1.0, section 5.3.2 (`sub` must be compared)
 */
export async function askUserinfo(
  http: HttpClient,
  url: string,
  token: Secret,
  subject: string,
): Promise<UserinfoClaims> {
  const { status, body } = await get(http, url, token)
  if (status >= 500 || status === 429) throw new ProvisioningFailed('unavailable', { detail: `userinfo: ${status}` })
  const claims = status === 200 ? Claims.safeParse(parseJson(body)) : undefined
  if (claims?.data?.sub !== subject)
    throw new ProvisioningFailed('identity_mismatch', { detail: `userinfo: ${status}` })
  return claims.data
}

async function get(http: HttpClient, url: string, token: Secret): Promise<HttpResponse> {
  const headers = { accept: 'application/json' }
  try {
    return await http.send({
      method: 'GET',
      url,
      headers,
      credential: { kind: 'bearer', token },
      maxBytes: 256 * 1024,
      timeoutMs: 10_000,
    })
  } catch (cause) {
    if (!(cause instanceof NextcloudError)) throw cause
    const failure = cause instanceof NextcloudTimeout ? 'timeout' : 'unavailable'
    throw new ProvisioningFailed(failure, { cause, detail: 'userinfo: no answer' })
  }
}
