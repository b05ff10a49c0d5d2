import t from 'tap'
import { OidcSetupFailed } from '../../src/errors/oidc-setup-failed.js'

t.test('a failure needs somebody to act, unless it is said to pass by itself', async t => {
  t.equal(new OidcSetupFailed('no registration endpoint').passing, false)
  t.equal(new OidcSetupFailed('no answer', { passing: true }).passing, true)
})
