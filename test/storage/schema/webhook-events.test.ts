import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('a delivery seen before is found by index', async t => {
  const plan = await queryPlan(t, "SELECT * FROM webhook_events WHERE dedupe_key = 'k'")
  t.match(plan, /webhook_events_dedupe_key_uidx/)
  t.notMatch(plan, /TEMP B-TREE|SCAN/)
})
