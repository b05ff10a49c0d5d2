import t from 'tap'
import { systemPorts } from '../../src/lib/ports.js'

t.test('a timer runs until it is stopped', async t => {
  let runs = 0
  await new Promise<void>(resolve => {
    const stop = systemPorts.every(1, () => {
      runs += 1
      if (runs < 3) return
      stop()
      resolve()
    })
    // `every` does not keep the process alive; the test does.
    const alive = setInterval(() => {}, 1000)
    t.teardown(() => clearInterval(alive))
  })
  t.equal(runs, 3)
})

t.test('a sleep ends early when its signal aborts', async t => {
  await t.rejects(systemPorts.sleep(60_000, AbortSignal.abort()))
})

t.test('chance gives as many bytes as asked for, never the same', async t => {
  const [a, b] = [systemPorts.random(32), systemPorts.random(32)]
  t.equal(a.length, 32)
  t.not(a.toString('hex'), b.toString('hex'))
})
