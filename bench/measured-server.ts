import { z } from 'zod'
import { startChild, type Child } from './child.js'
import { compare, type Comparison } from './compare.js'
import type { LoadSpec } from './load-spec.js'
import { commonEnvironment, serverEnvironment } from './server-environment.js'
import type { ServerOrder, UpstreamReady } from './upstream-ready.js'

/** A running server under load, beside its plain routes. */
export interface MeasuredServer {
  listBytes: number
  /** `/mcp` with this message against a plain route, `lanes` requests in flight. */
  against(plainPath: string, body: string, lanes: number): Promise<Comparison>
  stop(): Promise<void>
}

const ROUND_MS = 2000
const JSON_HEADERS = { 'content-type': 'application/json' }
const MCP_HEADERS = {
  ...JSON_HEADERS,
  accept: 'application/json, text/event-stream',
  'mcp-protocol-version': '2025-11-25',
}
const Ready = z.object({ mcp: z.int(), plain: z.int(), listBytes: z.int() })

/** Hybrid mode, asked by HTTP Basic. */
export function startBasicServer(upstream: UpstreamReady, load: Child): Promise<MeasuredServer> {
  const env = { ...serverEnvironment(upstream.url), TOKEN_STORAGE_DB: ':memory:' }
  const authorization = `Basic ${Buffer.from('alice:alice-demo-password').toString('base64')}`
  return start(load, orderOf(upstream, env), [authorization])
}

/** OAuth mode, asked by sixteen tokens in turn. @param cacheTtl - seconds; with 0 each request verifies its token anew. */
export function startBearerServer(upstream: UpstreamReady, load: Child, cacheTtl: number): Promise<MeasuredServer> {
  const env = {
    ...commonEnvironment(upstream.url),
    OIDC_DISCOVERY_URL: `${upstream.providerUrl}/.well-known/openid-configuration`,
    NEXTCLOUD_OIDC_CLIENT_ID: upstream.client.clientId,
    NEXTCLOUD_OIDC_CLIENT_SECRET: upstream.client.clientSecret,
    TOKEN_CACHE_TTL: String(cacheTtl),
  }
  const [token] = upstream.tokens
  const order = { ...orderOf(upstream, env), ...(token !== undefined && { token }) }
  const authorizations = upstream.tokens.map(one => `Bearer ${one}`)
  return start(load, order, authorizations)
}

function orderOf({ url, providerUrl, noteId }: UpstreamReady, env: Record<string, string>): ServerOrder {
  const noteUrl = `${url}/index.php/apps/notes/api/v1/notes/${noteId}`
  return { env, noteUrl, userinfoUrl: `${providerUrl}/apps/oidc/userinfo` }
}

async function start(load: Child, order: ServerOrder, authorizations: string[]): Promise<MeasuredServer> {
  const server = await startChild('./server.js', [JSON.stringify(order)])
  const { mcp, plain, listBytes } = Ready.parse(server.ready)
  return {
    listBytes,
    against(plainPath, body, lanes) {
      const common = { body, lanes, authorizations, ms: ROUND_MS }
      const specs: { mcp: LoadSpec; plain: LoadSpec } = {
        mcp: { ...common, port: mcp, path: '/mcp', headers: MCP_HEADERS },
        plain: { ...common, port: plain, path: plainPath, headers: JSON_HEADERS },
      }
      return compare(server, load, specs)
    },
    stop: () => server.stop(),
  }
}
