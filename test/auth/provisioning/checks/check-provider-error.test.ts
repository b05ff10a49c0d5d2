import t from 'tap'
import { checkProviderError } from '../../../../src/auth/provisioning/checks/check-provider-error.js'

t.test('no error passes, even an empty one does not', async t => {
  checkProviderError(undefined)
  t.throws(() => checkProviderError(''), {
    code: 'NCMCP_PROVISIONING_FAILED',
    failure: 'provider_error',
    oauthError: 'server_error',
  })
})

t.test('only words of the standard are repeated', async t => {
  t.throws(() => checkProviderError('access_denied'), {
    code: 'NCMCP_PROVISIONING_FAILED',
    failure: 'denied',
    oauthError: undefined,
  })
  t.throws(() => checkProviderError('login_required'), {
    code: 'NCMCP_PROVISIONING_FAILED',
    failure: 'provider_error',
    oauthError: 'login_required',
  })
  t.throws(() => checkProviderError('hasOwnProperty'), {
    oauthError: 'server_error',
    message: 'provisioning: provider_error (server_error)',
  })
})
