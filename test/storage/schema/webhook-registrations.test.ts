import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('a secret is looked up by index', async t => {
  const plan = await queryPlan(t, "SELECT * FROM webhook_registrations WHERE secret_hash = 'h'")
  t.match(plan, /webhook_registrations_secret_hash_idx/)
  t.notMatch(plan, /TEMP B-TREE|SCAN/)
})
