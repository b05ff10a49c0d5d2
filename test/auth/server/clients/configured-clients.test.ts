import t from 'tap'
import { configuredClients } from '../../../../src/auth/server/clients/configured-clients.js'
import { allowsRedirect } from '../../../../src/auth/server/clients/mcp-client.js'
import { testConfig } from '../../../helpers/test-config.js'

const clientsOf = (written: string) =>
  configuredClients(testConfig({ ALLOWED_MCP_CLIENTS: written }).oidc.allowedMcpClients)

t.test('nothing configured, nobody known', async t => {
  t.equal(clientsOf('').size, 0)
})

t.test('an id alone is a public client on the person’s machine', async t => {
  const client = clientsOf('claude-code').get('claude-code')!
  t.match(client, { name: 'claude-code', source: 'configured', authMethod: 'none', secretHash: null })
  t.ok(allowsRedirect(client, 'http://localhost:5/cb'))
  t.notOk(allowsRedirect(client, 'https://evil.example/cb'))
})

t.test('entries of one id add up: exact, varying, and of a private scheme', async t => {
  const clients = clientsOf(
    'gpt|https://chatgpt.com/connector/oauth/*,gpt|https://chatgpt.com/aip/cb,cursor|cursor://anysphere.cursor-mcp/oauth/callback',
  )
  const gpt = clients.get('gpt')!
  for (const uri of ['https://chatgpt.com/connector/oauth/x1', 'https://chatgpt.com/aip/cb'])
    t.ok(allowsRedirect(gpt, uri))
  for (const uri of ['https://chatgpt.com/aip/x', 'http://localhost/']) t.notOk(allowsRedirect(gpt, uri), uri)
  const cursor = clients.get('cursor')!
  t.ok(allowsRedirect(cursor, 'cursor://anysphere.cursor-mcp/oauth/callback'))
  t.notOk(allowsRedirect(cursor, 'cursor://anysphere.cursor-mcp/oauth/other'))
})
