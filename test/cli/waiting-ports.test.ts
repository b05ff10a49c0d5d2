import t from 'tap'
import { waitingPorts } from '../../src/cli/waiting-ports.js'

t.test('a pause ends, and a signal ends it early', async t => {
  await waitingPorts.sleep(1)
  const controller = new AbortController()
  const pause = waitingPorts.sleep(60_000, controller.signal)
  controller.abort()
  await t.rejects(pause, { name: 'AbortError' })
})

t.test('a pause keeps the process alive', async t => {
  const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  const before = timers()
  const controller = new AbortController()
  const pause = waitingPorts.sleep(60_000, controller.signal)
  t.equal(timers(), before + 1)
  controller.abort()
  await t.rejects(pause)
})
