import t from 'tap'
import { refusalOf } from '../../../src/auth/provisioning/refusal.js'
import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { ProvisioningFailed } from '../../../src/errors/provisioning-failed.js'
import { StorageFailed } from '../../../src/errors/storage-errors.js'

t.test('every thrown thing becomes a named refusal', async t => {
  const of = (error: unknown) => refusalOf(error)
  t.match(of(new ProvisioningFailed('provider_error', { oauthError: 'login_required' })), {
    failure: 'provider_error',
    oauthError: 'login_required',
  })
  t.match(of(new TemporarilyUnavailable('x', { retryAfterSeconds: 9 })), { failure: 'degraded', retryAfterSeconds: 9 })
  t.match(of(new StorageFailed('x')), { failure: 'storage_failed', retryAfterSeconds: undefined })
  for (const odd of [new RangeError('x'), 'text', undefined, null]) t.match(of(odd), { ok: false, failure: 'internal' })
})
