import t from 'tap'
import { oidcWarnings } from '../../../src/auth/oidc/oidc-warnings.js'
import { Secret } from '../../../src/lib/secret.js'
import { providerOf } from '../../helpers/provider-of.js'

const provider = providerOf('http://nc.example')
const client = { id: 'c', secret: new Secret('s'), source: 'registered', expiresAt: null } as const

t.test('nothing to say about Nextcloud with a lasting client', async t => {
  t.strictSame(oidcWarnings({ provider, client }), [])
})

t.test('each surprise has its sentence', async t => {
  const all = oidcWarnings({
    provider: { ...provider, codeChallengeMethodsSupported: ['plain'], isNextcloud: false },
    client: { ...client, expiresAt: 1_795_416_639 },
  })
  t.equal(all.length, 3)
  t.match(
    all.join('\n'),
    /PKCE[^]*identity-providers\.md[^]*2026-11-23T[^]*every stored grant is lost[^]*NEXTCLOUD_OIDC_CLIENT_ID/,
  )
  t.equal(oidcWarnings({ provider: { ...provider, codeChallengeMethodsSupported: undefined }, client }).length, 1)
})
