import t from 'tap'
import { buildAuthorizationUrl, tokenRevocation } from 'openid-client'
import { openidConfiguration } from '../../../src/auth/provisioning/openid-configuration.js'
import { Secret } from '../../../src/lib/secret.js'
import { providerOf } from '../../helpers/provider-of.js'

const client = { id: 'us', secret: new Secret('the-secret'), source: 'stored', expiresAt: null } as const
const never = () => Promise.reject(new RangeError('asked'))

t.test('plain http works only for a provider that was discovered over it', async t => {
  const plain = openidConfiguration({ provider: providerOf('http://nc.example'), client }, never)
  t.equal(buildAuthorizationUrl(plain, {}).origin, 'http://nc.example')
  const mixed = { ...providerOf('https://nc.example'), revocationEndpoint: 'http://nc.example/revoke' }
  await t.rejects(tokenRevocation(openidConfiguration({ provider: mixed, client }, never), 'x'), { message: /HTTPS/ })
})

t.test('the secret goes into the form, never into a header', async t => {
  const provider = { ...providerOf('https://nc.example'), revocationEndpoint: 'https://nc.example/revoke' }
  const seen: { headers: Record<string, string>; body: string }[] = []
  const configuration = openidConfiguration({ provider, client }, async (_url, { headers, body }) => {
    seen.push({ headers, body: String(body) })
    return new Response('', { status: 200 })
  })
  await tokenRevocation(configuration, 'x')
  t.match(seen, [{ body: /client_id=us&client_secret=the-secret/ }])
  t.notOk(Object.keys(seen[0]?.headers ?? {}).includes('authorization'))
})
