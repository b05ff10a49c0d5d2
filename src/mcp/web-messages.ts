import type { McpReply, McpRequest } from './protocol-adapter.js'

/** The SDKs look at the path for nothing; ours is not their business. */
const ANY_URL = 'http://localhost/mcp'

/** The request as the SDKs take it. The body goes beside it, parsed. @param signal - aborts when nobody waits for the answer any more. */
export function toWebRequest({ headers, text, method = 'POST' }: McpRequest, signal?: AbortSignal): Request {
  const passed = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return new Request(ANY_URL, {
    method,
    headers: Object.fromEntries(passed),
    ...(method === 'POST' && { body: text }),
    ...(signal && { signal }),
  })
}

/** A stream goes on as a stream; everything else is read to its end first. */
export async function fromWebResponse(response: Response): Promise<McpReply> {
  const contentType = response.headers.get('content-type') ?? undefined
  const session = response.headers.get('mcp-session-id')
  return {
    status: response.status,
    contentType,
    body: await bodyOf(response, contentType),
    ...(session !== null && { headers: { 'mcp-session-id': session } }),
  }
}

async function bodyOf(response: Response, contentType: string | undefined): Promise<McpReply['body']> {
  if (response.body === null) return null
  if (contentType?.startsWith('text/event-stream')) return response.body
  return response.text()
}
