import t, { type Test } from 'tap'
import { checkNextcloud } from '../../../src/cli/doctor/check-nextcloud.js'
import { startServer } from '../../helpers/start-server.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { testConfig } from '../../helpers/test-config.js'
import { clientFor } from './client-for.js'

const check = async (t: Test, url: string, now = Date.now) => {
  const config = testConfig({ NEXTCLOUD_HOST: url })
  return checkNextcloud(config.nextcloud, clientFor(t, config), now)
}
const withStatus = async (t: Test, status: object) => {
  const body = { installed: true, maintenance: false, needsDbUpgrade: false, versionstring: '32.0.1', ...status }
  const { url } = await startServer(t, (_request, response) => response.end(JSON.stringify(body)))
  return check(t, url)
}

t.test('a healthy Nextcloud passes with its version', async t => {
  const { url } = await startTestSandbox(t)
  t.match(await check(t, url), [
    { name: 'nextcloud', status: 'ok', message: /^Nextcloud 32\./ },
    { name: 'ocs', status: 'ok' },
    { name: 'clock', status: 'ok' },
  ])
})

t.test('maintenance mode is a failure with the command that ends it', async t => {
  const { url } = await startTestSandbox(t, { settings: { maintenance: true } })
  t.match(await check(t, url), [{ status: 'fail', message: /maintenance/, fix: 'occ maintenance:mode --off' }])
})

t.test('no answer is a failure', async t => {
  t.match(await check(t, 'http://127.0.0.1:1'), [{ name: 'nextcloud', status: 'fail', fix: /NEXTCLOUD_HOST/ }])
})

t.test('something that is not Nextcloud is a failure', async t => {
  const { url } = await startServer(t, (_request, response) => response.end('<html>welcome</html>'))
  t.match(await check(t, url), [{ name: 'nextcloud', status: 'fail', message: /not that of Nextcloud/ }])
})

t.test('BA-12: a redirect to https is a failure that says what to write', async t => {
  const { url } = await startServer(t, (_request, response) =>
    response.writeHead(301, { location: 'https://nc.example/status.php' }).end(),
  )
  t.match(await check(t, url), [
    { status: 'fail', message: /redirects elsewhere/, fix: 'Write https:// in NEXTCLOUD_HOST.' },
  ])
})

t.test('a waiting upgrade and a missing installation are failures', async t => {
  t.match(await withStatus(t, { needsDbUpgrade: true }), [{ status: 'fail', fix: 'occ upgrade' }])
  t.match(await withStatus(t, { installed: false }), [{ status: 'fail', message: /not installed/ }])
})

t.test('an old version is a warning, and a server without OCS a failure', async t => {
  t.match(await withStatus(t, { versionstring: '29.0.4' }), [
    { name: 'nextcloud', status: 'warn', message: 'Nextcloud 29.0.4', fix: /Upgrade to 30/ },
    { name: 'ocs', status: 'fail', message: /not in its own format/ },
  ])
})
