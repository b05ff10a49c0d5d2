import t from 'tap'
import { registerClient } from '../../../../src/auth/server/clients/register-client.js'
import { sha256 } from '../../../../src/lib/sha256.js'
import { refusal } from '../../../helpers/refusal.js'
import { serverSetup } from '../../../helpers/server-setup.js'
import { clientOf } from '../../../storage/authorization-server-fixtures.js'

const BODY = { client_name: 'Claude', redirect_uris: ['https://claude.ai/cb'] }

t.test('a public client gets an id and no secret', async t => {
  const { deps, server, audit } = await serverSetup(t)
  const answer: any = await registerClient(deps, { ...BODY, token_endpoint_auth_method: 'none' }, '192.0.2.1')
  t.match(answer, { client_id: /^ncmcp_client_[\w-]{22}$/, token_endpoint_auth_method: 'none', client_name: 'Claude' })
  t.notOk('client_secret' in answer)
  t.match(await server.clients.find(answer.client_id), { secretHash: null, usedAt: null })
  t.match(audit.entries, [{ event: 'client.registered', ip: '192.0.2.1' }])
})

t.test('a confidential client gets a secret, of which only the hash is kept; twice is two clients', async t => {
  const { deps, server } = await serverSetup(t)
  const answer: any = await registerClient(deps, BODY, '192.0.2.1')
  t.match(answer, { client_secret: /^ncmcp_secret_[\w-]{43}$/, client_secret_expires_at: 0 })
  const row = await server.clients.find(answer.client_id)
  t.equal(row?.secretHash, sha256(answer.client_secret))
  t.notMatch(JSON.stringify(row), answer.client_secret)
  const again: any = await registerClient(deps, BODY, '192.0.2.1')
  t.not(again.client_id, answer.client_id)
})

t.test('two thousand clients are enough; the oldest that led nowhere make room, those in use never', async t => {
  const { deps, server, ports, now } = await serverSetup(t)
  for (let count = 0; count < 2_000; count += 1)
    await server.clients.add(
      clientOf({ clientId: `client-${count}`, createdAt: now(), usedAt: count === 0 ? 1 : null }),
    )
  await server.clients.touch('client-0', now())
  const refused = refusal('temporarily_unavailable', { retryAfterSeconds: 1200 })
  await t.rejects(registerClient(deps, BODY, '192.0.2.1'), refused, 'each may still be on its way here')
  ports.advance(1_201_000)
  t.ok(await registerClient(deps, BODY, '192.0.2.1'), 'a flood keeps nobody out for long')
  t.equal(await server.clients.count(), 1_901)
  t.ok(await server.clients.find('client-0'))
  ports.advance(86_401_000)
  for (let count = 0; count < 100; count += 1) await registerClient(deps, BODY, '192.0.2.1')
  t.equal(await server.clients.count(), 101, 'after a day all of them go')
})
