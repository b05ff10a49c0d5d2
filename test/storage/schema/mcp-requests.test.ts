import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('expired requests are found by index', async t => {
  const plan = await queryPlan(t, 'DELETE FROM mcp_requests WHERE expires_at <= 5')
  t.match(plan, /mcp_requests_expires_at_idx/)
  t.notMatch(plan, /SCAN/)
})
