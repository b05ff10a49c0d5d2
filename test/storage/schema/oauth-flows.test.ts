import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('flows of a browser are found by index, oldest first', async t => {
  const plan = await queryPlan(t, "SELECT * FROM oauth_flows WHERE browser_hash = 'b' ORDER BY created_at")
  t.match(plan, /oauth_flows_browser_hash_idx/)
  t.notMatch(plan, /TEMP B-TREE|SCAN/)
})

t.test('expired flows are found by index', async t => {
  const plan = await queryPlan(t, 'DELETE FROM oauth_flows WHERE expires_at <= 5')
  t.match(plan, /oauth_flows_expires_at_idx/)
  t.notMatch(plan, /TEMP B-TREE|SCAN/)
})
