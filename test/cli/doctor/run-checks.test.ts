import t from 'tap'
import { runChecks } from '../../../src/cli/doctor/run-checks.js'
import { loadConfig } from '../../../src/config/load-config.js'
import { hybridEnv } from '../../config/hybrid-env.js'
import { singleUserEnv } from '../../config/single-user-env.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { clientFor } from './client-for.js'

t.test('every check of the list has its line', async t => {
  const { url } = await startTestSandbox(t)
  const env = hybridEnv({ NEXTCLOUD_HOST: url, TOKEN_STORAGE_DB: `${t.testdir()}/tokens.db` })
  const { config, warnings } = loadConfig(env)
  const results = await runChecks(config, warnings, { http: clientFor(t, config), now: Date.now })
  const names = new Set(results.map(({ name }) => name))
  const expected = ['config', 'mode', 'database', 'key', 'nextcloud', 'ocs', 'clock', 'discovery', 'pkce', 'bearer']
  for (const name of [...expected, 'client', 'redirect', 'public-url', 'reachable', 'proxies', 'client-ip']) {
    t.ok(names.has(name), name)
  }
  for (const { name, status, fix } of results) t.ok(status !== 'fail' || fix, `${name} says how to repair it`)
  t.notOk(results.some(({ status }) => status === 'fail'))
})

t.test('single-user mode has its account checked, and no database', async t => {
  const { url } = await startTestSandbox(t)
  const { config } = loadConfig(singleUserEnv({ NEXTCLOUD_HOST: url, NEXTCLOUD_PASSWORD: 'alice-demo-password' }))
  const results = await runChecks(config, [], { http: clientFor(t, config), now: Date.now })
  const named = (wanted: string) => results.find(({ name }) => name === wanted)
  t.match(named('mode'), { status: 'ok', message: 'single_user_basic mode' })
  t.match(named('account'), { status: 'ok' })
  t.not(named('database')?.status, 'fail')
})
