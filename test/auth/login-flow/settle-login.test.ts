import t from 'tap'
import { StorageFailed } from '../../../src/errors/storage-errors.js'
import { deletions, loginWorld, works } from './login-world.js'

t.test('HYB-9: a link that was made for one person is of no use to another', async t => {
  const { sandbox, start, step, grant, stored, ticketFor, audit, provisioned } = await loginWorld(t)
  const { loginUrl, row } = await start({ ticket: await ticketFor('alice') })
  await grant(loginUrl, 'bob')
  await step()
  t.match(await row(), { stage: 'failed', failure: 'wrong_person', userId: null, sealed: null })
  for (const uid of ['alice', 'bob']) t.equal(await stored(uid), undefined)
  t.equal(deletions(sandbox), 1, 'the app password does not stay at Nextcloud')
  t.strictSame(provisioned, [])
  t.match(audit.entries.at(-1), {
    event: 'login_flow.failed',
    outcome: 'denied',
    reason: 'wrong_person',
    userId: 'bob',
  })
})

t.test('the right person may finish a link of their own', async t => {
  const { start, step, grant, stored, ticketFor, provisioned } = await loginWorld(t)
  const { loginUrl } = await start({ ticket: await ticketFor('alice') })
  await grant(loginUrl, 'alice')
  await step()
  t.ok(await stored('alice'))
  t.strictSame(provisioned, ['alice'], 'the broker forgets what it knew')
})

t.test('a credential that Nextcloud does not take is not kept', async t => {
  const { sandbox, start, step, grant, stored } = await loginWorld(t)
  const { loginUrl, row } = await start()
  await grant(loginUrl, 'alice')
  sandbox.setEnabled('alice', false)
  await step()
  t.match(await row(), { stage: 'failed', failure: 'credential_refused' })
  t.equal(await stored('alice'), undefined)
})

t.test('while it cannot be checked it waits, sealed, and survives a restart', async t => {
  const { sandbox, ports, start, step, grant, stored, vault } = await loginWorld(t)
  const { loginUrl, row } = await start()
  await grant(loginUrl, 'alice')
  sandbox.failNext({ path: /cloud\/user/, status: 503, count: 2 })
  await step()
  const waiting = await row()
  t.match(waiting, { stage: 'granted' })
  t.notMatch(waiting?.sealed?.ciphertext.toString('latin1'), /appPassword/)
  t.equal(waiting?.sealed?.keyId, vault.primaryKeyId)
  ports.advance(10_000)
  await step(undefined, 'another process')
  ports.advance(10_000)
  await step(undefined, 'yet another')
  t.match(await row(), { stage: 'done' })
  t.ok(await stored('alice'))
})

t.test('what could not be checked in time is given back', async t => {
  const { sandbox, ports, start, step, grant, stored } = await loginWorld(t)
  const { loginUrl, row } = await start()
  await grant(loginUrl, 'alice')
  sandbox.failNext({ path: /cloud\/user/, status: 503, count: 2 })
  await step()
  ports.advance(1_300_000)
  await step()
  t.match(await row(), { stage: 'failed', failure: 'login_lost' })
  t.equal(deletions(sandbox), 1)
  t.equal(await stored('alice'), undefined)
})

t.test(
  'a database that fails at the last step loses nothing: the next process finishes, with the same password',
  async t => {
    const { sandbox, ports, deps, start, step, grant, stored, storage } = await loginWorld(t)
    const { loginUrl, row } = await start()
    await grant(loginUrl, 'alice')
    const loginFlows = { ...storage.loginFlows, end: () => Promise.reject(new StorageFailed('full')) }
    await t.rejects(step({ ...deps, storage: { ...storage, loginFlows } }), { code: 'NCMCP_STORAGE_FAILED' })
    ports.advance(60_000)
    await step(undefined, 'another process')
    t.match(await row(), { stage: 'done' })
    t.equal(deletions(sandbox), 0, 'it is not taken for its own predecessor')
    t.equal(await works(sandbox, deps, 'alice', (await stored('alice'))!.password), true)
  },
)
