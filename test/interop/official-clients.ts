import * as v2 from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { sdkOAuthProvider } from '../helpers/sdk-oauth-provider.js'

/** How a client shows who it works for. */
export interface Credentials {
  requestInit?: { headers: Record<string, string> }
  authProvider?: ReturnType<typeof sdkOAuthProvider>['provider']
}

export interface OpenedClient {
  connect(): Promise<void>
  /** Redeems what the person's browser brought to the redirect URI. */
  finishAuth(callback: URL): Promise<void>
  listTools(): Promise<{ tools: { name: string }[] }>
  callTool(name: string, args: Record<string, unknown>): Promise<any>
  /** The protocol revision that both sides agreed on. */
  revision(): string | undefined
  close(): Promise<void>
}

/** An official TypeScript client, in one of the ways that it speaks. */
export interface OfficialClient {
  title: string
  /** What it agrees on with this server. */
  revision: string
  open(url: URL, credentials: Credentials): OpenedClient
}

const INFO = { name: 'interop', version: '1.0.0' }

function first(url: URL, credentials: Credentials): OpenedClient {
  const client = new Client(INFO)
  const transport = new StreamableHTTPClientTransport(url, credentials)
  return {
    connect: () => client.connect(transport),
    finishAuth: callback => transport.finishAuth(callback.searchParams.get('code') ?? ''),
    listTools: () => client.listTools(),
    callTool: (name, args) => client.callTool({ name, arguments: args }),
    revision: () => transport.protocolVersion,
    close: () => client.close(),
  }
}

const second =
  (mode: v2.VersionNegotiationMode) =>
  (url: URL, credentials: Credentials): OpenedClient => {
    const client = new v2.Client(INFO, { versionNegotiation: { mode } })
    const transport = new v2.StreamableHTTPClientTransport(url, credentials)
    return {
      connect: () => client.connect(transport),
      finishAuth: callback => transport.finishAuth(callback.searchParams),
      listTools: () => client.listTools(),
      callTool: (name, args) => client.callTool({ name, arguments: args }),
      revision: () => client.getNegotiatedProtocolVersion(),
      close: () => client.close(),
    }
  }

export const OFFICIAL_CLIENTS: readonly OfficialClient[] = [
  { title: 'client v1', revision: '2025-11-25', open: first },
  { title: 'client v2 in the older era', revision: '2025-11-25', open: second('legacy') },
  { title: 'client v2 that asks for the revision', revision: '2026-07-28', open: second('auto') },
  { title: 'client v2 in the newer era', revision: '2026-07-28', open: second({ pin: '2026-07-28' }) },
]
