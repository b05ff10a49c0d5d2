import t from 'tap'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { testFlow } from '../storage-fixtures.js'

t.test('a flow is taken once, whole', async t => {
  const { storage, vault } = await openTestStorage(t)
  const flow = testFlow(vault, 'state-1', { ticketUser: 'alice', returnTo: '/settings' })
  await storage.flows.add(flow)
  const taken = await storage.flows.take('state-1')
  t.strictSame(taken, flow)
  t.equal(vault.open(taken!.sealedVerifier.ciphertext, sealContexts.pkce(taken!)).reveal(), 'the-verifier')
  t.equal(await storage.flows.take('state-1'), undefined)
})

t.test('two takers at once: one has it', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.flows.add(testFlow(vault, 'state-1'))
  const taken = await Promise.all([storage.flows.take('state-1'), storage.flows.take('state-1')])
  t.equal(taken.filter(Boolean).length, 1)
})

t.test('a state is not reused', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.flows.add(testFlow(vault, 'state-1'))
  await t.rejects(storage.flows.add(testFlow(vault, 'state-1')), { code: 'NCMCP_STORAGE_FAILED' })
})

t.test('the oldest flows of a browser are trimmed, those of others stay', async t => {
  const { storage, vault } = await openTestStorage(t)
  for (const [index, state] of ['a', 'b', 'c', 'd'].entries())
    await storage.flows.add(testFlow(vault, state, { createdAt: 100 + index }))
  await storage.flows.add(testFlow(vault, 'x', { browserHash: 'other' }))
  await storage.flows.trimBrowser('browser', 2)
  t.equal(await storage.flows.countForBrowser('browser'), 2)
  t.equal(await storage.flows.take('a'), undefined)
  t.match(await storage.flows.take('d'), { stateHash: 'd' })
  await storage.flows.trimBrowser('browser', 5)
  t.equal(await storage.flows.count(), 2, 'nothing to trim is nothing trimmed')
})

t.test('an expired flow is still handed out, so that the person can be told, until it is swept', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.flows.add(testFlow(vault, 'old', { expiresAt: 200 }))
  await storage.flows.add(testFlow(vault, 'older', { expiresAt: 100 }))
  t.match(await storage.flows.take('older'), { expiresAt: 100 })
  t.equal(await storage.flows.removeExpired(200), 1)
  t.equal(await storage.flows.take('old'), undefined)
})
