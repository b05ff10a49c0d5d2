import { fileURLToPath } from 'node:url'
import { Client as CurrentClient } from '@modelcontextprotocol/client'
import { StdioClientTransport as CurrentTransport } from '@modelcontextprotocol/client/stdio'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import t from 'tap'
import { startTestSandbox } from '../helpers/start-sandbox.js'

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url))

/** How a client is told to start this server. */
function child(nextcloudUrl: string) {
  const env = { NEXTCLOUD_HOST: nextcloudUrl, NEXTCLOUD_USERNAME: 'alice', NEXTCLOUD_PASSWORD: 'alice-demo-password' }
  return { command: process.execPath, args: [...process.execArgv, main, 'stdio'], env, stderr: 'pipe' as const }
}

/** Everything that the child wrote to stderr. */
function linesOf(stderr: { on(event: 'data', listener: (chunk: Buffer) => void): unknown } | null): string[] {
  const lines: string[] = []
  stderr?.on('data', chunk => void lines.push(chunk.toString()))
  return lines
}

t.test('the official client v1 starts the server as a child, works with it and ends it', async t => {
  const { url } = await startTestSandbox(t)
  const transport = new StdioClientTransport(child(url))
  const stderr = linesOf(transport.stderr)
  const client = new Client({ name: 'v1', version: '1' })
  const errors: Error[] = []
  client.onerror = error => void errors.push(error)
  await client.connect(transport)
  t.equal(client.getServerVersion()?.name, 'nextcloud-mcp-server')
  const { tools } = await client.listTools()
  t.ok(tools.some(({ name }) => name === 'nc_notes_create_note'))
  const result = await client.callTool({ name: 'nc_users_whoami', arguments: {} })
  t.match(result.structuredContent, { user_id: 'alice' })
  await client.close()
  t.strictSame(errors, [], 'every line on stdout was protocol')
  t.match(stderr.join(''), /serves single_user_basic mode on stdin and stdout/)
})

t.test('the official client v2 does the same in both eras of the protocol', async t => {
  const { url } = await startTestSandbox(t)
  for (const mode of ['legacy', 'auto'] as const) {
    const transport = new CurrentTransport(child(url))
    const client = new CurrentClient({ name: 'v2', version: '2' }, { versionNegotiation: { mode } })
    const errors: Error[] = []
    client.onerror = error => void errors.push(error)
    await client.connect(transport)
    t.equal(client.getNegotiatedProtocolVersion(), mode === 'auto' ? '2026-07-28' : '2025-11-25')
    const { tools } = await client.listTools()
    t.ok(tools.length > 10)
    const result = await client.callTool({ name: 'nc_users_whoami', arguments: {} })
    t.match(result.structuredContent, { user_id: 'alice' })
    await client.close()
    t.strictSame(errors, [], `${mode}: every line on stdout was protocol`)
  }
})
