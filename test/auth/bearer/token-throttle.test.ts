import t from 'tap'
import { createTokenThrottle } from '../../../src/auth/bearer/token-throttle.js'
import { manualPorts } from '../../helpers/manual-ports.js'

function start() {
  const ports = manualPorts()
  const throttle = createTokenThrottle(ports.now)
  const ask = (times: number, network = 'a') => {
    let waitSeconds = 0
    for (let count = 0; count < times; count += 1) waitSeconds = throttle.ask(network)
    return waitSeconds
  }
  return { ports, throttle, ask }
}

t.test('thirty questions in five minutes, and no network waits for another', async t => {
  const { ports, ask } = start()
  t.equal(ask(30), 0)
  t.equal(ask(1), 300)
  t.equal(ask(1, 'b'), 0)
  ports.advance(299_000)
  t.equal(ask(1), 1)
  ports.advance(1_000)
  t.equal(ask(30), 0)
  t.equal(ask(1), 300)
})

t.test('where somebody proved who they are there is room for three hundred', async t => {
  const { throttle, ask } = start()
  t.equal(ask(30), 0)
  throttle.proved('a')
  t.equal(ask(271), 0)
  t.equal(ask(1), 300)
})

t.test('what nobody could judge does not count', async t => {
  const { throttle, ask } = start()
  for (let count = 0; count < 100; count += 1) {
    t.equal(ask(1), 0)
    throttle.forgive('a')
  }
})

t.test('a million networks take the room of twenty thousand', async t => {
  const { throttle } = start()
  for (let network = 0; network < 1_000_000; network += 1) throttle.ask(String(network))
  t.equal(throttle.size(), 20_000)
})
