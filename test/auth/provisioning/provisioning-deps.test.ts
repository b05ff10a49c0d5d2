import t from 'tap'
import { provisioningDeps } from '../../../src/auth/provisioning/provisioning-deps.js'
import { provisioning } from '../../helpers/provisioning.js'

t.test('an app with storage and a provider has what it takes, with a limiter of its own; others do not', async t => {
  const { deps } = await provisioning(t)
  const { oidc, broker, jwks, limiter: _limiter, ...shared } = deps
  const oauth = { oidc, broker, jwks }
  t.match(provisioningDeps({ ...shared, oauth }), { oidc, storage: deps.storage })
  t.not(provisioningDeps({ ...shared, oauth })?.limiter, deps.limiter)
  t.equal(provisioningDeps({ ...shared, oauth: undefined }), undefined)
  t.equal(provisioningDeps({ ...shared, storage: undefined, oauth }), undefined)
})
