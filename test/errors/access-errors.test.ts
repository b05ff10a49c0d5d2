import t from 'tap'
import { NotProvisioned, ReauthRequired, TemporarilyUnavailable } from '../../src/errors/access-errors.js'

t.test('missing access is 428 and an outage is 503, so that neither looks like a bad token', async t => {
  t.match(new NotProvisioned('x'), { statusCode: 428, code: 'NCMCP_NOT_PROVISIONED' })
  t.match(new ReauthRequired('x'), { statusCode: 428, code: 'NCMCP_REAUTH_REQUIRED' })
  t.match(new TemporarilyUnavailable('x'), { statusCode: 503, retryAfterSeconds: 30 })
})
