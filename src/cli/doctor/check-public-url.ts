import { z } from 'zod'
import type { Config } from '../../config/config.js'
import { transportRisk } from '../../config/transport-risk.js'
import type { HttpClient, HttpResponse } from '../../nextcloud/http-client.js'
import { parseJson } from '../../nextcloud/ocs-envelope.js'
import type { CheckResult } from './check-result.js'

const TIMEOUT_MS = 5_000
const Alive = z.object({ status: z.literal('alive') })
const Status = z.object({ oauth: z.object({ warnings: z.array(z.string().max(2_000)).max(20).optional() }).optional() })

/** Can browsers and Nextcloud use our public address, and do we answer there? */
export async function checkPublicUrl(config: Config, http: HttpClient): Promise<CheckResult[]> {
  const reachable = await reachability(config, http)
  const told = reachable.status === 'ok' ? await selfReport(config, http) : []
  return [...consistency(config), reachable, ...told]
}

/** What the running server found out by itself: only there have tokens been tried. */
async function selfReport({ server }: Config, http: HttpClient): Promise<CheckResult[]> {
  const response = await ask(http, `${server.publicUrl}/api/v1/status`)
  const { oauth } = Status.safeParse(parseJson(response?.body ?? Buffer.alloc(0))).data ?? {}
  const fix = 'Do as it says; this is the word of the server that runs.'
  return (oauth?.warnings ?? []).map(message => ({ name: 'running', status: 'warn', message, fix }))
}

function consistency({ server, nextcloud }: Config): CheckResult[] {
  const told = { name: 'public-url', message: server.publicUrl }
  if (isLoopback(server.publicUrl) && !isLoopback(nextcloud.publicUrl)) {
    const message = `${server.publicUrl} is this machine only, but Nextcloud is at ${nextcloud.publicUrl}`
    return [{ ...told, status: 'warn', message, fix: 'Set NEXTCLOUD_MCP_SERVER_URL to the address that browsers use.' }]
  }
  const isPlain = !server.publicUrl.startsWith('https:') && !isLoopback(server.publicUrl)
  const fix = 'Put a TLS proxy in front and write https:// in NEXTCLOUD_MCP_SERVER_URL.'
  return isPlain
    ? [{ ...told, status: 'warn', message: `${server.publicUrl} is plain http: passwords travel readable`, fix }]
    : [{ ...told, status: 'ok' }]
}

function isLoopback(url: string): boolean {
  return url.startsWith('http:')
    ? transportRisk(url) === 'none'
    : transportRisk(url.replace('https:', 'http:')) === 'none'
}

async function reachability({ server }: Config, http: HttpClient): Promise<CheckResult> {
  const response = await ask(http, `${server.publicUrl}/health/live`)
  const isOurs = response?.status === 200 && Alive.safeParse(parseJson(response.body)).success
  if (isOurs) return { name: 'reachable', status: 'ok', message: 'this server answers at its public address' }
  const message = response
    ? `something else answers there (HTTP ${response.status})`
    : 'nothing answers there from this machine'
  const fix = 'Start the server, then check proxy and NEXTCLOUD_MCP_SERVER_URL. Seen from here only: others may differ.'
  return { name: 'reachable', status: 'warn', message, fix }
}

async function ask(http: HttpClient, url: string): Promise<HttpResponse | undefined> {
  try {
    return await http.send({ method: 'GET', url, timeoutMs: TIMEOUT_MS, maxBytes: 64 * 1024, retry: 'never' })
  } catch {
    return undefined
  }
}
