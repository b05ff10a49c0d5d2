import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('registrations that nobody uses are found by index', async t => {
  const plan = await queryPlan(t, 'DELETE FROM mcp_clients WHERE (used_at IS NULL AND created_at < 5) OR used_at < 3')
  t.match(plan, /mcp_clients_used_at_idx/)
  t.notMatch(plan, /SCAN/)
})
