import t from 'tap'
import { isOurAccessToken, isOurOwn } from '../../../../src/auth/server/tokens/token-forms.js'

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

t.test('all that we give out is known to be ours, and nothing else is', async t => {
  for (const own of ['ncmcp_at_x', 'ncmcp_rt_x', 'ncmcp_ac_x', 'ncmcp_secret_x', 'ncmcp_client_x']) t.ok(isOurOwn(own))
  for (const other of ['', 'ncmcp', 'NCMCP_at_x', ' ncmcp_at_x', 'eyJhbGciOiJSUzI1NiJ9.e30.x']) t.notOk(isOurOwn(other))
})
