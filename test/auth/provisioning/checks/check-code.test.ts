import t from 'tap'
import { checkCode } from '../../../../src/auth/provisioning/checks/check-code.js'

t.test('a code of 1 to 4096 characters is a code', async t => {
  t.equal(checkCode('c'), 'c')
  t.equal(checkCode('c'.repeat(4_096)).length, 4_096)
  for (const code of [undefined, '', 'c'.repeat(4_097)])
    t.throws(() => checkCode(code), { code: 'NCMCP_PROVISIONING_FAILED', failure: 'malformed_callback' })
})
