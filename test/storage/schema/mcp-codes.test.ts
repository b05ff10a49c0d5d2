import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('what a client holds of a person is found by index', async t => {
  const plan = await queryPlan(t, "DELETE FROM mcp_codes WHERE user_id = 'u' AND client_id = 'c'")
  t.match(plan, /mcp_codes_user_id_idx/)
  t.notMatch(plan, /SCAN/)
})

t.test('expired codes are found by index', async t => {
  const plan = await queryPlan(t, 'DELETE FROM mcp_codes WHERE expires_at <= 5')
  t.match(plan, /mcp_codes_expires_at_idx/)
  t.notMatch(plan, /SCAN/)
})
