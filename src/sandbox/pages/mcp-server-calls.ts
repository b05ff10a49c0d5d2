import { z } from 'zod'

const TIMEOUT_MS = 10_000

/** What the MCP server says about itself at `GET /api/v1/status`. */
export const McpStatus = z.object({
  version: z.string(),
  auth_mode: z.string(),
  oauth: z.object({ state: z.string(), reason: z.string().optional() }).optional(),
})
export type McpStatus = z.output<typeof McpStatus>

const McpPreset = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  available: z.boolean(),
  enabled: z.boolean(),
})
export type McpPreset = z.output<typeof McpPreset>
const McpPresets = z.object({ presets: z.array(McpPreset) })

/** What came of a call: an answer, or why there is none in words for the administrator. */
export type CallResult<T> = { value: T } | { problem: string }

/** The calls that the admin settings make at the MCP server, from server to server. `token`: an access token for it. */
export function mcpServerCalls(baseUrl: string) {
  const url = baseUrl.replace(/\/+$/, '')
  return {
    status: () => call(`${url}/api/v1/status`, {}, McpStatus),
    presets: async (token: string): Promise<CallResult<McpPreset[]>> => {
      const result = await call(`${url}/api/v1/webhooks/presets`, { headers: bearer(token) }, McpPresets)
      return 'value' in result ? { value: result.value.presets } : result
    },
    switchPreset: (token: string, id: string, action: 'enable' | 'disable') =>
      call(
        `${url}/api/v1/webhooks/presets/${encodeURIComponent(id)}/${action}`,
        { method: 'POST', headers: { ...bearer(token), 'content-type': 'application/json' }, body: '{}' },
        z.unknown(),
      ),
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

async function call<T>(url: string, init: RequestInit, schema: z.ZodType<T>): Promise<CallResult<T>> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!answer.ok) return { problem: problemOf(answer.status) }
    const parsed = schema.safeParse(await answer.json())
    return parsed.success ? { value: parsed.data } : { problem: 'The MCP server answered something unexpected.' }
  } catch {
    return { problem: 'The MCP server does not answer.' }
  }
}

function problemOf(status: number): string {
  if (status === 401) return 'The MCP server did not accept this Nextcloud’s token (401).'
  if (status === 403) return 'The MCP server says that you may not do this (403).'
  if (status === 404) return 'The MCP server does not know this (404).'
  if (status === 428) return 'The MCP server has no access on your behalf yet: press Authorize first (428).'
  if (status === 503) return 'The MCP server is not ready right now; try again in a moment (503).'
  return `The MCP server answered with an error (${status}).`
}
