import t from 'tap'
import { createCore } from '../../../src/sandbox/create-core.js'
import { capabilities } from '../../../src/sandbox/ocs/capabilities.js'

t.test('a stranger sees the public ones alone', async t => {
  const core = createCore({})
  t.strictSame(Object.keys(capabilities(core, false)), ['bruteforce', 'theming'])
  t.match(capabilities(core, true), { notes: { api_version: ['0.2', '1.3', '1.4'] }, bruteforce: { delay: 0 } })
})
