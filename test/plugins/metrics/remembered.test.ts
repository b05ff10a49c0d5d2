import t from 'tap'
import { remembered } from '../../../plugins/metrics/remembered.js'
import { manualPorts } from '../../helpers/manual-ports.js'

t.test('a look-up is repeated after 15 seconds and not before', async t => {
  const ports = manualPorts()
  let asked = 0
  const read = remembered(async () => [{ value: (asked += 1) }], ports.now)
  t.strictSame(await read(), [{ value: 1 }])
  ports.advance(14_999)
  t.strictSame(await read(), [{ value: 1 }])
  ports.advance(1)
  t.strictSame(await read(), [{ value: 2 }])
})

t.test('a failure is not remembered', async t => {
  let asked = 0
  const read = remembered(async () => {
    asked += 1
    if (asked === 1) throw new TypeError()
    return [{ value: asked }]
  }, manualPorts().now)
  await t.rejects(async () => read())
  t.strictSame(await read(), [{ value: 2 }])
})
