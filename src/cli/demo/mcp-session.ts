import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { z } from 'zod'
import type { SandboxUser } from '../../sandbox/sandbox.js'
import { DemoFailed } from './demo-failed.js'

const Result = z.object({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
})

/** An MCP client that is signed in by HTTP Basic: the official SDK, as any assistant would use it. */
export interface McpSession {
  toolNames(): Promise<string[]>
  /** @throws {DemoFailed} when the tool fails. */
  call(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>>
  close(): Promise<void>
}

export async function openMcpSession(serverUrl: string, user: SandboxUser): Promise<McpSession> {
  const client = new Client({ name: 'demo-assistant', version: '1.0.0' })
  const headers = { authorization: basicHeader(user.loginName, user.password) }
  const transport = new StreamableHTTPClientTransport(new URL(`${serverUrl}/mcp`), { requestInit: { headers } })
  // The SDK's own transport is not assignable to its interface under exactOptionalPropertyTypes.
  await client.connect({
    start: () => transport.start(),
    send: message => transport.send(message),
    close: () => transport.close(),
    set onclose(listener: () => void) {
      transport.onclose = listener
    },
    set onerror(listener: (error: Error) => void) {
      transport.onerror = listener
    },
    set onmessage(listener: NonNullable<typeof transport.onmessage>) {
      transport.onmessage = listener
    },
    setProtocolVersion: version => transport.setProtocolVersion(version),
  })
  return {
    toolNames: async () => (await client.listTools()).tools.map(tool => tool.name),
    call: async (name, args) => contentOf(name, await client.callTool({ name, arguments: args })),
    close: () => client.close(),
  }
}

/** RFC 7617. */
export function basicHeader(loginName: string, password: string): string {
  return `Basic ${Buffer.from(`${loginName}:${password}`).toString('base64')}`
}

function contentOf(name: string, raw: unknown): Record<string, unknown> {
  const { isError, structuredContent } = Result.parse(raw)
  if (isError || !structuredContent) throw new DemoFailed(`The tool ${name} failed.`)
  return structuredContent
}
