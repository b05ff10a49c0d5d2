import type { CustomFetch } from 'openid-client'
import { z } from 'zod'
import type { HttpClient, HttpResponse } from '../../nextcloud/http-client.js'
import { parseJson } from '../jwks/parse-json.js'

/** What came back, for those who must know more than openid-client tells. */
export interface Exchange {
  fetch: CustomFetch
  status(): number | undefined
  /** `error` of a JSON body. */
  error(): string | undefined
  idToken(): string | undefined
  /** Why nothing came back. */
  thrown(): unknown
}

const Body = z.looseObject({ error: z.string().optional(), id_token: z.string().optional() })
const NULL_BODY = [204, 205, 304]

/**
 * A `fetch` for one request of openid-client, over our client: one attempt, no redirects, no cookies.
 *
 * The ID token is taken out of the answer and kept here. openid-client would hold its `iss` against one issuer and leave its
 * signature unread; we take a set of issuers and verify everything.
 */
export function tokenFetch(http: HttpClient): Exchange {
  let response: HttpResponse | undefined
  let thrown: unknown
  const body = () => (response ? Body.safeParse(parseJson(response.body)).data : undefined)

  const fetch: CustomFetch = async (url, { method, headers, body: form }) => {
    try {
      response = await http.send({
        method,
        url,
        headers: { ...headers },
        body: form instanceof URLSearchParams ? form.toString() : '',
        maxBytes: 256 * 1024,
        timeoutMs: 15_000,
        retry: 'never',
      })
    } catch (error) {
      thrown = error
      throw error
    }
    return withoutIdToken(response, body())
  }

  return {
    fetch,
    status: () => response?.status,
    error: () => body()?.error,
    idToken: () => body()?.id_token,
    thrown: () => thrown,
  }
}

function withoutIdToken({ status, headers, body }: HttpResponse, json: z.output<typeof Body> | undefined): Response {
  if (NULL_BODY.includes(status)) return new Response(null, { status })
  const { id_token: _taken, ...rest } = json ?? {}
  const contentType = headers['content-type'] ?? 'application/octet-stream'
  return new Response(json ? JSON.stringify(rest) : new Uint8Array(body), {
    status,
    headers: { 'content-type': contentType },
  })
}
