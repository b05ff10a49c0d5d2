import t from 'tap'
import { NextcloudTimeout, NextcloudUnavailable, PreconditionFailed } from '../../src/errors/nextcloud-errors.js'

t.test(
  'an outage is 503 with a time to try again, and is assumed to have reached Nextcloud unless known otherwise',
  async t => {
    t.match(new NextcloudUnavailable('x'), { statusCode: 503, retryAfterSeconds: 5, maybeSent: true })
    t.match(new NextcloudTimeout('x', { maybeSent: false, retryAfterSeconds: 9 }), {
      retryAfterSeconds: 9,
      maybeSent: false,
    })
  },
)

t.test('a failed precondition carries the ETag to continue with', async t => {
  t.equal(new PreconditionFailed('x', { currentEtag: 'abc' }).currentEtag, 'abc')
})
