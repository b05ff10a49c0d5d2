import t from 'tap'
import { isOurAccessToken } from '../../../../src/auth/server/tokens/token-forms.js'

t.test('our access tokens are known by their form', async t => {
  t.ok(isOurAccessToken(`ncmcp_at_${'aB3-_'.repeat(8)}xyz`))
  for (const token of [
    '',
    'ncmcp_at_',
    `ncmcp_rt_${'a'.repeat(43)}`,
    `ncmcp_at_${'a'.repeat(42)}`,
    `ncmcp_at_${'a'.repeat(42)}.`,
  ])
    t.notOk(isOurAccessToken(token), token)
})
