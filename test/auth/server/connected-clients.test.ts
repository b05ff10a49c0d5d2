import t from 'tap'
import {
  connectedClients,
  disconnectClient,
  endWithoutAccess,
  hostOf,
} from '../../../src/auth/server/connected-clients.js'
import { serverSetup } from '../../helpers/server-setup.js'

const consent = (clientId: string, redirectUri: string, grantedAt: number) => ({
  userId: 'alice',
  clientId,
  redirectUri,
  clientName: `name of ${clientId}`,
  scopes: ['notes.read'],
  grantedAt,
})

t.test('each client once, the newest first, with where it is and when it was used', async t => {
  const { deps, server, giveTokens, now } = await serverSetup(t)
  await server.consents.save(consent('client-1', 'https://a.example/1', 100))
  await server.consents.save({ ...consent('client-1', 'https://a.example/2', 110), scopes: ['files.read'] })
  await server.consents.save(consent('client-2', 'http://127.0.0.1/cb', 105))
  await giveTokens()
  t.strictSame(await connectedClients(deps, 'alice'), [
    {
      clientId: 'client-1',
      name: 'name of client-1',
      hosts: ['a.example'],
      scopes: ['files.read', 'notes.read'],
      allowedAt: 110,
      lastUsedAt: now(),
    },
    {
      clientId: 'client-2',
      name: 'name of client-2',
      hosts: ['127.0.0.1'],
      scopes: ['notes.read'],
      allowedAt: 105,
      lastUsedAt: null,
    },
  ])
  t.strictSame(await connectedClients(deps, 'bob'), [])
})

t.test('disconnecting ends the tokens and is written down, once', async t => {
  const { deps, server, giveTokens, audit } = await serverSetup(t)
  await giveTokens()
  t.equal(await disconnectClient(deps, 'bob', 'client-1'), false)
  t.equal(await disconnectClient(deps, 'alice', 'client-1'), true)
  t.equal(await disconnectClient(deps, 'alice', 'client-1'), false)
  t.equal((await server.tokens.lastIssued('alice')).size, 0)
  t.strictSame(
    audit.entries.map(({ event }) => event),
    ['client.disconnected'],
  )
})

t.test('who lost access loses the clients; who renewed it keeps them', async t => {
  const { deps, server, giveTokens, audit } = await serverSetup(t)
  await giveTokens()
  await endWithoutAccess(deps, 'alice', true)
  t.equal((await server.tokens.lastIssued('alice')).size, 1)
  await endWithoutAccess(deps, 'alice', false)
  t.equal((await server.tokens.lastIssued('alice')).size, 0)
  await endWithoutAccess(deps, 'alice', false)
  t.match(audit.entries, [{ event: 'client.disconnected', reason: 'access_revoked' }])
})

t.test('a private scheme stands for itself', async t => {
  t.equal(hostOf('https://a.example:8443/x'), 'a.example:8443')
  t.equal(hostOf('cursor://anysphere/x'), 'cursor:')
})
