import t from 'tap'
import { StorageFailed } from '../../../src/errors/storage-errors.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { testKey } from '../../helpers/open-test-storage.js'
import { deletions, loginWorld, polls } from './login-world.js'

t.test('asked every two seconds until it is granted, then never again', async t => {
  const { sandbox, start, step, grant, stored, row } = await started(t)
  await step()
  await step()
  t.match(await row(), { stage: 'waiting', attempts: 2 })
  await grant((await start).loginUrl, 'alice')
  await step()
  t.match(await row(), { stage: 'done', userId: 'alice', sealed: null })
  t.match(await stored('alice'), { origin: 'login_flow', loginName: null })
  t.equal(await step(), 0)
  t.equal(polls(sandbox), 3)
})

t.test('after twenty minutes it is over, and its tokens are wiped', async t => {
  const { ports, step, row, audit } = await started(t)
  ports.advance(1_200_000)
  await step()
  t.match(await row(), { stage: 'failed', failure: 'login_expired', sealed: null })
  t.match(audit.entries.at(-1), { event: 'login_flow.failed', outcome: 'denied', reason: 'login_expired' })
})

t.test('six hundred polls are enough, whatever the clock says', async t => {
  const { sandbox, step, row, deps } = await started(t)
  const endless = { ...deps, ports: { ...deps.ports, now: () => deps.ports.now() - 10_000_000 } }
  for (let count = 0; count < 600; count += 1) await step(endless)
  t.equal(polls(sandbox), 600)
  await step(endless)
  t.match(await row(), { failure: 'login_expired' })
  t.equal(polls(sandbox), 600)
})

t.test('an outage is waited out, and an answer that was lost is remembered', async t => {
  const { ports, sandbox, step, row } = await started(t)
  sandbox.failNext({ path: /poll/, status: 503 })
  await step()
  t.match(await row(), { stage: 'waiting', answerLost: false })
  sandbox.failNext({ path: /poll/, dropConnection: true })
  ports.advance(10_000)
  await step()
  t.match(await row(), { stage: 'waiting', answerLost: true })
  ports.advance(1_200_000)
  await step()
  t.match(await row(), { failure: 'login_lost' })
})

t.test('a credential that cannot be written down is given back, not kept in the air', async t => {
  const { sandbox, start, step, grant, deps, row } = await started(t)
  await grant((await start).loginUrl, 'alice')
  const loginFlows = { ...deps.storage.loginFlows, keepGranted: () => Promise.reject(new StorageFailed('full')) }
  await t.rejects(step({ ...deps, storage: { ...deps.storage, loginFlows } }), { code: 'NCMCP_STORAGE_FAILED' })
  t.equal(deletions(sandbox), 1)
  t.match(await row(), { stage: 'waiting' }, 'and it runs out by itself')
})

t.test('a login that was cancelled while Nextcloud answered keeps nothing', async t => {
  const { sandbox, start, step, grant, deps, stored, storage } = await started(t)
  const { loginUrl } = await start
  await grant(loginUrl, 'alice')
  const { http } = deps
  const send: typeof http.send = async request => {
    const response = await http.send(request)
    if (request.url.endsWith('/poll')) await cancel()
    return response
  }
  const flowHash = (await (await start).row())!.flowHash
  const cancel = () => storage.loginFlows.end(flowHash, null, { stage: 'failed', failure: 'denied' })
  await step({ ...deps, http: { ...http, send } })
  t.equal(await stored('alice'), undefined)
  t.equal(deletions(sandbox), 1)
})

t.test('a login whose key is gone ends', async t => {
  const { step, deps, row, sandbox } = await started(t)
  await step({ ...deps, vault: openVault([testKey()]) })
  t.match(await row(), { stage: 'failed', failure: 'internal' })
  t.equal(polls(sandbox), 0)
})

async function started(test: Parameters<typeof loginWorld>[0]) {
  const world = await loginWorld(test)
  const start = world.start()
  const { row } = await start
  return { ...world, start, row }
}
