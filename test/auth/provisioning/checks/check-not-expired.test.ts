import t from 'tap'
import { checkNotExpired } from '../../../../src/auth/provisioning/checks/check-not-expired.js'
import { flowOf } from '../../../helpers/flow-of.js'

t.test('the last second is inside, the one after is not', async t => {
  checkNotExpired(flowOf(), 1_599)
  t.throws(() => checkNotExpired(flowOf(), 1_600), { code: 'NCMCP_PROVISIONING_FAILED', failure: 'expired' })
})
