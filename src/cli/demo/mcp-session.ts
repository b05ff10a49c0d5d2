import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { z } from 'zod'
import type { SandboxUser } from '../../sandbox/sandbox.js'
import { DemoFailed } from './demo-failed.js'
import { orFail } from './or-fail.js'

const Result = z.object({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
})

/** An MCP client: the official SDK, as any assistant would use it. */
export interface McpSession {
  toolNames(): Promise<string[]>
  /** @throws {DemoFailed} when the tool fails. */
  call(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>>
  close(): Promise<void>
}

/** As this person, by name and password. */
export function openMcpSession(serverUrl: string, user: SandboxUser): Promise<McpSession> {
  return openSessionWith(serverUrl, basicHeader(user.loginName, user.password))
}

/** @param authorization - the header's value, sent with each request. @throws {DemoFailed} when it does not let the client in. */
export async function openSessionWith(serverUrl: string, authorization: string): Promise<McpSession> {
  const client = new Client({ name: 'demo-assistant', version: '1.0.0' })
  const headers = { authorization }
  const transport = new StreamableHTTPClientTransport(new URL(`${serverUrl}/mcp`), { requestInit: { headers } })
  // The SDK's own transport is not assignable to its interface under exactOptionalPropertyTypes.
  const connected = client.connect({
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
  await orFail('The MCP client was not let in.', connected)
  return sessionOf(client)
}

/** Starts `nextcloud-mcp-server stdio` as a child process, as an assistant on this machine does. @throws {DemoFailed} when that does not serve. */
export async function openStdioSession(env: Record<string, string>): Promise<McpSession> {
  const client = new Client({ name: 'demo-assistant', version: '1.0.0' })
  const args = [...process.execArgv, fileURLToPath(new URL('../main.js', import.meta.url)), 'stdio']
  const transport = new StdioClientTransport({ command: process.execPath, args, env, stderr: 'ignore' })
  await orFail('The child process does not serve its client.', client.connect(transport))
  return sessionOf(client)
}

function sessionOf(client: Client): McpSession {
  return {
    toolNames: async () => (await client.listTools()).tools.map(tool => tool.name),
    call: async (name, args) =>
      contentOf(name, await orFail(`The tool ${name} failed.`, client.callTool({ name, arguments: args }))),
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
