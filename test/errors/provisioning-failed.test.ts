import t from 'tap'
import { ProvisioningFailed } from '../../src/errors/provisioning-failed.js'

t.test('the log gets step and detail, the answer is made from the step alone', async t => {
  const error = new ProvisioningFailed('code_rejected', { detail: 'token endpoint: 400' })
  t.match(error, { failure: 'code_rejected', message: 'provisioning: code_rejected (token endpoint: 400)' })
  t.equal(new ProvisioningFailed('denied', { oauthError: 'access_denied' }).oauthError, 'access_denied')
})
