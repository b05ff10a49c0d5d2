import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Clock } from '../../../lib/ports.js'
import { singleFlight } from '../../../lib/single-flight.js'
import { parseJson } from '../../jwks/parse-json.js'
import { isRedirectUri } from '../../../lib/redirect-uri.js'
import type { FetchDocument } from './fetch-document.js'
import type { McpClient } from './mcp-client.js'
import { plainName } from './plain-name.js'

/** Clients that say who they are by a document at their id. */
export interface ClientDocuments {
  /** @param id - an address of the form that {@link isDocumentUrl} takes. @returns undefined when there is no acceptable document. */
  clientAt(id: string): Promise<McpClient | undefined>
}

/** A document with a shared secret would have published it; methods with keys are not offered here. */
const Document = z.object({
  client_id: z.string(),
  client_name: z.string().max(1_000).optional(),
  redirect_uris: z.array(z.string()).min(1).max(20),
  token_endpoint_auth_method: z.literal('none').default('none'),
  client_secret: z.never().optional(),
})

const MAX_DOCUMENTS = 500
const SHORTEST_MS = 5 * 60_000
const USUAL_MS = 60 * 60_000
const LONGEST_MS = 24 * 60 * 60_000
/** So that a stranger who asks again and again makes us ask twice a minute. */
const FAILURE_MS = 30_000

/**
 * Remembers documents as long as they say, but for five minutes to a day; failures for half a minute
 * (draft-ietf-oauth-client-id-metadata-document, sections 4 and 6).
 */
export function createClientDocuments(fetchDocument: FetchDocument, now: Clock): ClientDocuments {
  const cache = new LRUCache<string, { client: McpClient | undefined; until: number }>({ max: MAX_DOCUMENTS })
  const shared = singleFlight<McpClient | undefined>()

  async function fetchClient(id: string): Promise<McpClient | undefined> {
    const fetched = await fetchDocument(id)
    const client = fetched && clientOf(id, fetched.body)
    const lifetime = client ? bounded(fetched.maxAgeSeconds) : FAILURE_MS
    cache.set(id, { client, until: now() + lifetime })
    return client
  }

  return {
    async clientAt(id) {
      const known = cache.get(id)
      return known && known.until > now() ? known.client : shared(id, () => fetchClient(id))
    },
  }
}

function bounded(maxAgeSeconds: number | undefined): number {
  if (maxAgeSeconds === undefined) return USUAL_MS
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, maxAgeSeconds * 1000))
}

function clientOf(id: string, body: Uint8Array): McpClient | undefined {
  const document = Document.safeParse(parseJson(body)).data
  if (document?.client_id !== id || !document.redirect_uris.every(isRedirectUri)) return undefined
  return {
    id,
    name: plainName(document.client_name) ?? new URL(id).hostname,
    source: 'document',
    authMethod: 'none',
    secretHash: null,
    redirectUris: document.redirect_uris,
  }
}
