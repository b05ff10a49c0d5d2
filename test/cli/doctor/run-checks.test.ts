import t from 'tap'
import { runChecks } from '../../../src/cli/doctor/run-checks.js'
import { loadConfig } from '../../../src/config/load-config.js'
import { hybridEnv } from '../../config/hybrid-env.js'
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

t.test('a mode that is not served is a failure', async t => {
  const { config } = loadConfig({ NEXTCLOUD_HOST: 'http://127.0.0.1:1' })
  const results = await runChecks(config, [], { http: clientFor(t, config), now: Date.now })
  t.match(
    results.find(({ name }) => name === 'mode'),
    { status: 'fail', message: /oauth mode is valid/ },
  )
})
