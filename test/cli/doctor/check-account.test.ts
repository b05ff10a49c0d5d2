import t, { type Test } from 'tap'
import { checkAccount } from '../../../src/cli/doctor/check-account.js'
import { loadConfig } from '../../../src/config/load-config.js'
import { hybridEnv } from '../../config/hybrid-env.js'
import { singleUserEnv } from '../../config/single-user-env.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { clientFor } from './client-for.js'

async function check(t: Test, NEXTCLOUD_PASSWORD: string, status?: number) {
  const sandbox = await startTestSandbox(t)
  if (status !== undefined) sandbox.failNext({ path: /cloud\/user/, status, count: 5 })
  const { config } = loadConfig(singleUserEnv({ NEXTCLOUD_HOST: sandbox.url, NEXTCLOUD_PASSWORD }))
  return checkAccount(config.nextcloud, clientFor(t, config), Date.now)
}

t.test('an account that Nextcloud takes is fine', async t => {
  t.match(await check(t, 'alice-demo-password'), [{ name: 'account', status: 'ok' }])
})

t.test('a wrong password and a refused account fail, each in its words', async t => {
  t.match(await check(t, 'wrong'), [{ status: 'fail', message: /refuses/, fix: /app password/ }])
  t.match(await check(t, 'alice-demo-password', 403), [
    { status: 'fail', message: /does not let/, fix: /app password/ },
  ])
})

t.test('an outage says nothing about the account', async t => {
  t.match(await check(t, 'alice-demo-password', 500), [{ status: 'warn', message: /could not be asked/ }])
})

t.test('modes without an account have nothing to check', async t => {
  const { config } = loadConfig(hybridEnv())
  t.strictSame(await checkAccount(config.nextcloud, clientFor(t, config), Date.now), [])
})
