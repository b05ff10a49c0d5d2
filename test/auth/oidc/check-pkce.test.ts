import t from 'tap'
import { announcesPkce, checkPkce, needsAnnouncedPkce } from '../../../src/auth/oidc/check-pkce.js'
import { OAUTH } from '../../helpers/oauth-server.js'
import { testConfig } from '../../helpers/test-config.js'

const without = [undefined, [], ['plain'], ['s256']].map(codeChallengeMethodsSupported => ({
  codeChallengeMethodsSupported,
}))

t.test('only S256 by its exact name is an announcement', async t => {
  t.ok(announcesPkce({ codeChallengeMethodsSupported: ['plain', 'S256'] }))
  for (const provider of without) t.notOk(announcesPkce(provider))
})

t.test('HYB-2: OAuth mode needs it, unless told otherwise; hybrid mode does not', async t => {
  const override = { ...OAUTH, ALLOW_UNADVERTISED_PKCE: 'true' }
  for (const provider of without) {
    t.throws(() => checkPkce(provider, testConfig(OAUTH)), { fatal: true, message: /ALLOW_UNADVERTISED_PKCE=true/ })
    checkPkce(provider, testConfig(override))
    checkPkce(provider, testConfig({}))
  }
  checkPkce({ codeChallengeMethodsSupported: ['S256'] }, testConfig(OAUTH))
  t.strictSame([OAUTH, override, {}].map(testConfig).map(needsAnnouncedPkce), [true, false, false])
})
