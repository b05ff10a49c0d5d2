import t from 'tap'
import { startDemoWorld } from '../../../../src/cli/demo/demo-world.js'
import { createNarrator } from '../../../../src/cli/demo/narrator.js'
import { refuseStranger } from '../../../../src/cli/demo/steps/refuse-stranger.js'

t.test('after the wrong passwords the right one still works', async t => {
  const world = await startDemoWorld({ cronIntervalMs: 0 })
  t.teardown(() => world.close())
  const lines: string[] = []
  await refuseStranger(
    world,
    createNarrator(line => lines.push(line)),
  )
  t.match(lines.join('\n'), /answers: 401/)
  const { loginName, password } = world.user('alice')
  const login = await world.app.basic.authenticate(
    `Basic ${Buffer.from(`${loginName}:${password}`).toString('base64')}`,
    '127.0.0.1',
  )
  t.equal(login.ok, true)
})
