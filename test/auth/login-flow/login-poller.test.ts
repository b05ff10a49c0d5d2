import t from 'tap'
import { loginPoller } from '../../../src/auth/login-flow/login-poller.js'
import { StorageFailed } from '../../../src/errors/storage-errors.js'
import { openStorage } from '../../../src/storage/open-storage.js'
import { loginWorld, polls } from './login-world.js'

t.test('two processes on one database ask once per turn', async t => {
  const { deps, ports, sandbox, path, start, grant, stored } = await loginWorld(t)
  const storage = await openStorage({ path, now: ports.now })
  t.teardown(() => storage.close())
  const { loginUrl } = await start()
  for (let turn = 1; turn <= 3; turn += 1) {
    const pollers = [loginPoller(deps), loginPoller({ ...deps, storage })]
    for (const poller of pollers) poller.start()
    ports.advance(2_000)
    await Promise.all(pollers.map(poller => poller.stop()))
    t.equal(polls(sandbox), turn)
  }
  await grant(loginUrl, 'alice')
  const last = [loginPoller(deps), loginPoller({ ...deps, storage })]
  for (const poller of last) poller.start()
  ports.advance(2_000)
  await Promise.all(last.map(poller => poller.stop()))
  t.ok(await stored('alice'))
  t.equal(polls(sandbox), 4)
})

t.test('at most twenty logins are asked about in one turn', async t => {
  const { deps, ports, sandbox, start } = await loginWorld(t)
  for (let count = 0; count < 20; count += 1) await start()
  ports.advance(60_000)
  await start()
  ports.advance(2_000)
  sandbox.clearCalls()
  const poller = loginPoller(deps)
  poller.start()
  ports.advance(2_000)
  await poller.stop()
  t.equal(polls(sandbox), 20)
})

t.test('a database that fails is logged, and does not end the polling', async t => {
  const { deps, ports, log, sandbox, start } = await loginWorld(t)
  await start()
  let broken = true
  const { loginFlows } = deps.storage
  const claimDue: typeof loginFlows.claimDue = (...args) =>
    broken ? Promise.reject(new StorageFailed('locked')) : loginFlows.claimDue(...args)
  const poller = loginPoller({ ...deps, storage: { ...deps.storage, loginFlows: { ...loginFlows, claimDue } } })
  poller.start()
  ports.advance(2_000)
  await new Promise(resolve => setImmediate(resolve))
  broken = false
  ports.advance(2_000)
  await poller.stop()
  t.match(log.lines.join(), /logins in progress cannot be read/)
  t.equal(polls(sandbox), 1)
})
