import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('all browsers of a person are found by index', async t => {
  const plan = await queryPlan(t, "DELETE FROM browser_sessions WHERE user_id = 'u'")
  t.match(plan, /browser_sessions_user_id_idx/)
  t.notMatch(plan, /SCAN/)
})
