import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('a family is found by index', async t => {
  const plan = await queryPlan(t, "DELETE FROM mcp_tokens WHERE family_id = 'f'")
  t.match(plan, /mcp_tokens_family_id_idx/)
  t.notMatch(plan, /SCAN/)
})

t.test('what a client holds of a person is found by index', async t => {
  const plan = await queryPlan(t, "DELETE FROM mcp_tokens WHERE user_id = 'u' AND client_id = 'c'")
  t.match(plan, /mcp_tokens_user_id_idx/)
  t.notMatch(plan, /SCAN/)
})

t.test('expired tokens are found by index', async t => {
  const plan = await queryPlan(t, 'DELETE FROM mcp_tokens WHERE expires_at <= 5')
  t.match(plan, /mcp_tokens_expires_at_idx/)
  t.notMatch(plan, /SCAN/)
})
