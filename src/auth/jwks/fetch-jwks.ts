import { z } from 'zod'

import { NextcloudError } from '../../errors/nextcloud-errors.js'
import type { HttpClient, HttpResponse } from '../../nextcloud/http-client.js'
import { parseJson } from './parse-json.js'
import { SigningKey } from './signing-key.js'

const KeySetDocument = z.object({ keys: z.array(z.unknown()).max(100) })

const MAX_BYTES = 256 * 1024
const TIMEOUT_MS = 10_000

/**
 * The usable signing keys at `uri` (RFC 7517, section 5). Keys of other kinds, weak ones and broken ones are left out, so the
 * list may be empty.
 *
 * @returns undefined when the provider could not be asked or did not answer with a key set.
 */
export async function fetchJwks(http: HttpClient, uri: string): Promise<SigningKey[] | undefined> {
  const response = await get(http, uri)
  if (response?.status !== 200) return undefined
  const document = KeySetDocument.safeParse(parseJson(response.body))
  return document.data?.keys.flatMap(key => SigningKey.safeParse(key).data ?? [])
}

async function get(http: HttpClient, url: string): Promise<HttpResponse | undefined> {
  const headers = { accept: 'application/json' }
  try {
    return await http.send({ method: 'GET', url, headers, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES })
  } catch (error) {
    if (error instanceof NextcloudError) return undefined
    throw error
  }
}
