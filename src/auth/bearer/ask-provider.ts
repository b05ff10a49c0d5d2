import { NextcloudError } from '../../errors/nextcloud-errors.js'
import type { HttpClient, HttpRequest } from '../../nextcloud/http-client.js'
import { parseJson } from '../jwks/parse-json.js'

export type ProviderAnswer =
  { kind: 'answer'; status: number; body: unknown } | { kind: 'unreachable'; retryAfterSeconds: number | undefined }

const TIMEOUT_MS = 10_000
const MAX_BYTES = 64 * 1024

/** One request to an endpoint of the identity provider that answers with JSON; what is not JSON is undefined. */
export async function askProvider(
  http: HttpClient,
  request: Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body' | 'credential'>,
): Promise<ProviderAnswer> {
  const headers = { accept: 'application/json', ...request.headers }
  try {
    const { status, body } = await http.send({ ...request, headers, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES })
    return { kind: 'answer', status, body: parseJson(body) }
  } catch (error) {
    if (error instanceof NextcloudError) return { kind: 'unreachable', retryAfterSeconds: error.retryAfterSeconds }
    throw error
  }
}
