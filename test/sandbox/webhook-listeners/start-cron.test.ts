import t from 'tap'
import { createCore } from '../../../src/sandbox/create-core.js'
import { startCron } from '../../../src/sandbox/webhook-listeners/start-cron.js'

t.test('jobs run again and again once an interval is set, one run at a time, until stopped', async t => {
  const core = createCore({})
  let running = 0
  let most = 0
  let runs = 0
  const stop = await new Promise<() => void>(resolve => {
    const stopCron = startCron(core, {
      runJobs: async () => {
        running += 1
        most = Math.max(most, running)
        await new Promise(done => setImmediate(done))
        running -= 1
        runs += 1
        if (runs === 3) resolve(stopCron)
        return 0
      },
    })
    t.equal(runs, 0, 'nothing runs while the interval is 0')
    core.settings.cronIntervalMs = 1
    // The timer of the cron keeps no process alive; the test does.
    const awake = setInterval(() => runs >= 3 && clearInterval(awake), 10)
  })
  stop()
  t.equal(most, 1)
  t.ok(runs >= 3)
})
