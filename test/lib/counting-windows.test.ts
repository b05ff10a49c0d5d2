import t from 'tap'
import { createCountingWindows } from '../../src/lib/counting-windows.js'
import { manualPorts } from '../helpers/manual-ports.js'

function start(maxKeys = 10) {
  const ports = manualPorts()
  return { ports, windows: createCountingWindows(ports.now, { windowMs: 60_000, maxKeys }) }
}

t.test('a window begins with the first count and ends after its time, however much comes in it', async t => {
  const { ports, windows } = start()
  t.strictSame([windows.count('a'), windows.secondsLeft('a')], [0, 0])
  t.equal(windows.add('a'), 1)
  ports.advance(30_500)
  t.equal(windows.add('a'), 2)
  t.strictSame([windows.count('a'), windows.secondsLeft('a')], [2, 30])
  ports.advance(29_499)
  t.equal(windows.secondsLeft('a'), 1)
  ports.advance(1)
  t.strictSame([windows.count('a'), windows.secondsLeft('a')], [0, 0])
  t.equal(windows.add('a'), 1)
})

t.test('keys do not count for each other', async t => {
  const { windows } = start()
  windows.add('a')
  t.equal(windows.count('b'), 0)
})

t.test('what is taken back does not count, and there is nothing below nothing', async t => {
  const { windows } = start()
  windows.add('a', 3)
  t.equal(windows.add('a', -1), 2)
  t.equal(windows.add('a', -5), 0)
})

t.test('a hundred thousand keys take the room of ten', async t => {
  const { windows } = start()
  for (let key = 0; key < 100_000; key += 1) windows.add(String(key))
  t.equal(windows.size(), 10)
})
