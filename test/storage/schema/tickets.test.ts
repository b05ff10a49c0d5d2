import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('tickets of a user are counted by index', async t => {
  const plan = await queryPlan(t, "SELECT count(*) FROM tickets WHERE user_id = 'u' AND expires_at > 5")
  t.match(plan, /tickets_user_id_idx/)
  t.notMatch(plan, /TEMP B-TREE|SCAN/)
})
