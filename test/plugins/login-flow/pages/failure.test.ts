import t from 'tap'
import { failurePage } from '../../../../plugins/login-flow/pages/failure.js'
import { OUTCOMES } from '../../../../src/auth/provisioning/outcomes.js'
import type { ProvisioningFailure } from '../../../../src/errors/provisioning-failed.js'

const page = (failure: ProvisioningFailure) => {
  const { description, error } = OUTCOMES[failure]
  return failurePage({ failure, description, error, requestId: 'r-1', nextcloudUrl: 'https://nc.example' })
}

t.test('every failure says what happened, what to do, and its codes', async t => {
  for (const failure of Object.keys(OUTCOMES) as ProvisioningFailure[]) {
    t.match(page(failure), /<h1>[^<]+<\/h1>[^]*What to do next[^]*<code>r-1<\/code>/, failure)
  }
})

t.test('where an app password may be left behind, the page says where to delete it', async t => {
  for (const failure of ['denied', 'login_lost', 'credential_refused'] as const)
    t.match(page(failure), /delete the app password that is named after this server/)
  t.notMatch(page('login_expired'), /delete the app password/)
})
