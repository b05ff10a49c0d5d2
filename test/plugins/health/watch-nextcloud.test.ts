import t from 'tap'
import { watchNextcloud } from '../../../plugins/health/watch-nextcloud.js'
import { manualPorts } from '../../helpers/manual-ports.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

t.test('reachability is asked once a minute and told from memory', async t => {
  const sandbox = await startTestSandbox(t)
  const ports = manualPorts()
  const watch = watchNextcloud(testHttpClient(t).http, sandbox.url, ports)
  t.equal(watch.state(), 'unknown')
  watch.start()
  await settled(() => watch.state() === 'ok')
  sandbox.settings.maintenance = true
  ports.advance(59_000)
  t.equal(watch.state(), 'ok')
  ports.advance(2_000)
  await settled(() => watch.state() !== 'ok')
  t.equal(watch.state(), 'error: maintenance mode is on')
  watch.stop()
})

t.test('a Nextcloud that does not answer is told without its address', async t => {
  const watch = watchNextcloud(testHttpClient(t).http, 'http://127.0.0.1:9', manualPorts())
  watch.start()
  await settled(() => watch.state() !== 'unknown')
  t.equal(watch.state(), 'error: no answer')
})

async function settled(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !done(); turn += 1) await new Promise(resolve => setTimeout(resolve, 5))
}
