import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test("a person's entries are found by index, newest first", async t => {
  const plan = await queryPlan(t, "SELECT * FROM audit_log WHERE user_id = 'u' ORDER BY id DESC")
  t.match(plan, /audit_log_user_id_idx/)
  t.notMatch(plan, /TEMP B-TREE|SCAN/)
})
