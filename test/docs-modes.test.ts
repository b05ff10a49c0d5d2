import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import t from 'tap'
import { loadConfig } from '../src/config/load-config.js'
import { startTestSandbox } from './helpers/start-sandbox.js'
import { TEST_KEY } from './helpers/test-config.js'

const example = readFileSync('.env.example', 'utf8')
const readme = readFileSync('README.md', 'utf8')
const main = fileURLToPath(new URL('../src/cli/main.js', import.meta.url))

const FILLED = { TOKEN_ENCRYPTION_KEY: TEST_KEY, NEXTCLOUD_PASSWORD: 'app-password', MCP_STATIC_TOKEN: 'x'.repeat(32) }

/** The lines under one heading, switched on. */
function block(title: string): Record<string, string | undefined> {
  const parts = example.split(/^# ([A-Z][^\n]*?) -{5,}\n/m)
  const lines = parts[parts.indexOf(title) + 1] ?? ''
  return { ...parseEnv(lines.replaceAll(/^# (?=[A-Z_]+=)/gm, '')) }
}

/** With what the reader fills in. */
function filledIn(values: Record<string, string | undefined>) {
  const filled = Object.entries(FILLED).filter(([name]) => name in values)
  return { ...values, ...Object.fromEntries(filled) }
}

t.test('each block of .env.example, with what every mode needs, is the whole configuration of its mode', async t => {
  const modes = {
    'Hybrid mode': 'hybrid',
    'OAuth mode': 'oauth',
    'Multi-user Basic mode': 'multi_user_basic',
    'Single-user mode, deprecated': 'single_user_basic',
  }
  for (const [title, mode] of Object.entries(modes)) {
    const values = filledIn({ ...block('Every mode'), ...block(title) })
    t.ok(Object.keys(values).length > 2, `${title}: ${Object.keys(values)}`)
    t.equal(loadConfig(values).config.mode, mode)
  }
})

t.test('.env.example as it is, with a key of one’s own, is hybrid mode', async t => {
  const { config } = loadConfig({ ...parseEnv(example), TOKEN_ENCRYPTION_KEY: TEST_KEY })
  t.equal(config.mode, 'hybrid')
})

t.test('the stdio configuration of the README works when it is filled in', async t => {
  const { url } = await startTestSandbox(t)
  const json = /```json\n([^]*?)```/.exec(readme)?.[1] ?? ''
  const { nextcloud: server } = JSON.parse(json).mcpServers
  t.equal(server.command, 'node')
  t.match(server.args, [/\/dist\/src\/cli\/main\.js$/, 'stdio'])
  t.match(server.env, { NEXTCLOUD_HOST: 'https://cloud.example.com', NEXTCLOUD_USERNAME: 'alice' })
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...process.execArgv, main, ...server.args.slice(1)],
    env: { ...server.env, NEXTCLOUD_HOST: url, NEXTCLOUD_PASSWORD: 'alice-demo-password' },
    stderr: 'ignore',
  })
  const client = new Client({ name: 'desktop', version: '1' })
  await client.connect(transport)
  const { structuredContent } = await client.callTool({ name: 'nc_users_whoami', arguments: {} })
  t.match(structuredContent, { user_id: 'alice' })
  await client.close()
})
