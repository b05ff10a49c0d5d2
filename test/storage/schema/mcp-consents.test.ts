import t from 'tap'
import { queryPlan } from './query-plan.js'

t.test('what a person allowed a client is one row, found by key', async t => {
  const plan = await queryPlan(
    t,
    "SELECT * FROM mcp_consents WHERE user_id = 'u' AND client_id = 'c' AND redirect_uri = 'r'",
  )
  t.match(plan, /sqlite_autoindex_mcp_consents_1/)
  t.notMatch(plan, /SCAN/)
})
