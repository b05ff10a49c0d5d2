/** An answer of `/mcp` as it came. */
export interface McpAnswer {
  status: number
  /** `WWW-Authenticate`; empty when it has none. */
  challenge: string
  body: string
}

/**
 * One JSON-RPC request by hand, for what the official client keeps from its caller: statuses and challenges.
 *
 * @param authorization - the header's value; absent: none is sent.
 */
export async function postMcp(
  serverUrl: string,
  authorization?: string,
  call: { method: string; params?: Record<string, unknown> } = { method: 'tools/list' },
): Promise<McpAnswer> {
  const response = await fetch(`${serverUrl}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...call }),
  })
  const challenge = response.headers.get('www-authenticate') ?? ''
  return { status: response.status, challenge, body: await response.text() }
}
