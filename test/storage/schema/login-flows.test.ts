import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('flows that are due are found by index', async t => {
  const plan = await queryPlan(t, "SELECT * FROM login_flows WHERE stage IN ('waiting', 'granted') AND next_at <= 5")
  t.match(plan, /login_flows_due_idx/)
  t.notMatch(plan, /SCAN/)
})

t.test('flows of a browser are found by index, oldest first', async t => {
  const plan = await queryPlan(t, "SELECT * FROM login_flows WHERE browser_hash = 'b' ORDER BY created_at")
  t.match(plan, /login_flows_browser_hash_idx/)
  t.notMatch(plan, /TEMP B-TREE|SCAN/)
})

t.test('expired flows are found by index', async t => {
  const plan = await queryPlan(t, 'DELETE FROM login_flows WHERE expires_at <= 5')
  t.match(plan, /login_flows_expires_at_idx/)
  t.notMatch(plan, /TEMP B-TREE|SCAN/)
})
