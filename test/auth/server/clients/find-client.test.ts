import t from 'tap'
import { findClient, knownClient } from '../../../../src/auth/server/clients/find-client.js'
import { publicClient, serverSetup } from '../../../helpers/server-setup.js'
import { clientOf } from '../../../storage/authorization-server-fixtures.js'

const DOCUMENT = 'https://claude.ai/oauth/claude-code-client-metadata'

t.test('clients are known by configuration, registration or document', async t => {
  const { deps, server, documents } = await serverSetup(t, {
    ALLOWED_MCP_CLIENTS: 'desk, client-1|https://b.example/cb',
  })
  await server.clients.add(clientOf({ clientId: 'client-2' }))
  await server.clients.add(clientOf({ clientId: 'client-1' }))
  documents.set(DOCUMENT, publicClient({ id: DOCUMENT, source: 'document' }))
  t.match(await findClient(deps, 'desk'), { source: 'configured', anyLoopback: true })
  t.match(await findClient(deps, 'client-2'), { source: 'registered', id: 'client-2' })
  t.match(await findClient(deps, 'client-1'), { source: 'configured' }, 'the administrator’s word counts first')
  t.match(await findClient(deps, DOCUMENT), { source: 'document' })
})

t.test('while registration is closed, those who registered are nobody, and the others are known as before', async t => {
  const closed = { ALLOWED_MCP_CLIENTS: 'desk', MCP_CLIENT_REGISTRATION: 'closed' }
  const { deps, server, documents } = await serverSetup(t, closed)
  await server.clients.add(clientOf({ clientId: 'client-2' }))
  documents.set(DOCUMENT, publicClient({ id: DOCUMENT, source: 'document' }))
  t.equal(await findClient(deps, 'client-2'), undefined)
  t.equal(await knownClient(deps, 'client-2'), undefined)
  t.match(await findClient(deps, 'desk'), { source: 'configured' })
  t.match(await findClient(deps, DOCUMENT), { source: 'document' })
})

t.test('GAP-11: nobody is a client by knowing a name', async t => {
  const { deps } = await serverSetup(t)
  for (const id of ['claude-desktop', 'test-mcp-client', '', '*', 'https://evil.example/', DOCUMENT])
    t.equal(await findClient(deps, id), undefined, id)
})

t.test('the token endpoint asks nobody about a client with a document', async t => {
  const { deps } = await serverSetup(t)
  deps.documents = { clientAt: async () => t.fail('asked') as never }
  t.match(await knownClient(deps, DOCUMENT), { id: DOCUMENT, authMethod: 'none', secretHash: null, redirectUris: [] })
  t.equal(await knownClient(deps, 'claude-desktop'), undefined)
})
