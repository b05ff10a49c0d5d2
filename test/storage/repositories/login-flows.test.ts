import t, { type Test } from 'tap'
import { Secret } from '../../../src/lib/secret.js'
import type { NewLoginFlow } from '../../../src/storage/login-flow-storage.js'
import { openStorage } from '../../../src/storage/open-storage.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { testLogin } from '../storage-fixtures.js'

async function world(t: Test) {
  const { storage, vault, path } = await openTestStorage(t)
  const seal = (flowHash: string, text: string) =>
    vault.seal(new Secret(text), sealContexts['login-flow']({ stateHash: flowHash }))
  const add = (flowHash: string, changes: Partial<NewLoginFlow> = {}) =>
    storage.loginFlows.add(testLogin(vault, flowHash, changes))
  return { flows: storage.loginFlows, add, seal, path }
}

const hashes = (rows: { flowHash: string }[]) => rows.map(row => row.flowHash)

t.test('a flow that is due belongs to one process at a time', async t => {
  const { flows, add, path } = await world(t)
  const other = await openStorage({ path, now: Date.now })
  t.teardown(() => other.close())
  await add('a')
  await add('later', { nextAt: 500 })
  t.strictSame(await flows.claimDue('one', 101, 130, 10), [], 'not yet')
  t.strictSame(hashes(await flows.claimDue('one', 102, 130, 10)), ['a'])
  t.strictSame(await other.loginFlows.claimDue('two', 103, 130, 10), [], 'it is held')
  t.strictSame(hashes(await other.loginFlows.claimDue('two', 130, 160, 10)), ['a'], 'the holder is gone')
  t.equal(await flows.postpone('a', 'one', { nextAt: 132, answerLost: false }), false, 'the first has lost it')
  t.equal(await flows.keepGranted('a', 'one', (await flows.find('a'))!.sealed!), false)
  t.equal(await flows.end('a', 'one', { stage: 'done', userId: 'alice' }), false)
})

t.test('a flow that is given back is due again later, and older', async t => {
  const { flows, add } = await world(t)
  await add('a')
  await flows.claimDue('one', 102, 130, 10)
  t.equal(await flows.postpone('a', 'one', { nextAt: 104, answerLost: true }), true)
  t.match(await flows.find('a'), { attempts: 1, answerLost: true, nextAt: 104, stage: 'waiting' })
  t.strictSame(hashes(await flows.claimDue('two', 104, 130, 10)), ['a'])
})

t.test('no more than the limit is taken, soonest first', async t => {
  const { flows, add } = await world(t)
  await add('b', { nextAt: 103 })
  await add('a', { nextAt: 102 })
  t.strictSame(hashes(await flows.claimDue('one', 110, 130, 1)), ['a'])
  t.strictSame(hashes(await flows.claimDue('one', 110, 130, 1)), ['b'])
})

t.test('a credential replaces the poll token, and the end wipes it', async t => {
  const { flows, add, seal } = await world(t)
  await add('a')
  await flows.claimDue('one', 102, 130, 10)
  const sealed = seal('a', 'credential')
  t.equal(await flows.keepGranted('a', 'one', sealed), true)
  t.match(await flows.find('a'), { stage: 'granted', sealed })
  t.equal(await flows.countOpen(), 1)
  t.equal(await flows.end('a', 'one', { stage: 'done', userId: 'alice' }), true)
  t.match(await flows.find('a'), { stage: 'done', userId: 'alice', sealed: null })
  t.equal(await flows.countOpen(), 0)
  t.equal(await flows.end('a', null, { stage: 'failed', failure: 'denied' }), false, 'the end is the end')
  t.strictSame(await flows.claimDue('one', 900, 930, 10), [])
})

t.test('the person may end a flow that somebody holds', async t => {
  const { flows, add } = await world(t)
  await add('a')
  await flows.claimDue('one', 102, 130, 10)
  t.equal(await flows.end('a', null, { stage: 'failed', failure: 'denied' }), true)
  t.match(await flows.find('a'), { stage: 'failed', failure: 'denied', sealed: null })
  t.equal(await flows.postpone('a', 'one', { nextAt: 104, answerLost: false }), false)
})

t.test('a browser keeps its newest flows, and old rows go', async t => {
  const { flows, add } = await world(t)
  for (const [index, id] of ['a', 'b', 'c'].entries()) await add(id, { createdAt: 100 + index })
  await add('foreign', { browserHash: 'other' })
  await flows.trimBrowser('browser', 1)
  t.equal(await flows.find('a'), undefined)
  t.ok(await flows.find('c'))
  t.ok(await flows.find('foreign'))
  t.equal(await flows.removeExpired(1299), 0)
  t.equal(await flows.removeExpired(1300), 2)
})
