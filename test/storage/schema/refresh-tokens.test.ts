import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('a grant is found by its key, without a scan', async t => {
  const plan = await queryPlan(t, "SELECT * FROM refresh_tokens WHERE issuer = 'i' AND user_id = 'u'")
  t.match(plan, /SEARCH.*issuer=\? AND user_id=\?/)
  t.notMatch(plan, /TEMP B-TREE|SCAN/)
})

t.test('lapsing grants are found by the index that is named for it', async t => {
  const plan = await queryPlan(
    t,
    "SELECT * FROM refresh_tokens WHERE status = 'active' AND rt_expires_at < 5 ORDER BY rt_expires_at",
  )
  t.match(plan, /refresh_tokens_rt_expires_at_idx/)
  t.notMatch(plan, /TEMP B-TREE|SCAN/)
})
