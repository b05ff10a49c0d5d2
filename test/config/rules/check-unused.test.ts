import t from 'tap'
import { hybridEnv } from '../hybrid-env.js'
import { warningsOf } from '../load.js'

t.test('a variable of another mode is said to have no effect', async t => {
  const source = hybridEnv({ ENABLE_OFFLINE_ACCESS: 'false', ALLOWED_MGMT_CLIENT: 'x', WEBHOOK_SECRET: 'y'.repeat(32) })
  const warnings = warningsOf(source).join('\n')
  t.match(warnings, /ALLOWED_MGMT_CLIENT has no effect in multi_user_basic mode, only in: hybrid, oauth/)
  t.match(warnings, /WEBHOOK_SECRET has no effect/)
})

t.test('a variable of this mode is not', async t => {
  t.notMatch(warningsOf(hybridEnv({ ALLOWED_MGMT_CLIENT: 'x' })).join('\n'), /no effect/)
})
