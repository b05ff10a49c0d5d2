import t from 'tap'

import { clientFault, serverFault } from '../../../src/auth/bearer/token-facts.js'

t.test('a fault of the client has no time to wait, one of the server always has', async t => {
  t.strictSame(clientFault('expired'), { ok: false, reason: 'expired', fault: 'client' })
  t.match(serverFault('network_error'), { ok: false, fault: 'server', retryAfterSeconds: 10 })
  t.match(serverFault('network_error', 30), { retryAfterSeconds: 30 })
  t.match(serverFault('network_error', undefined), { retryAfterSeconds: 10 })
})
