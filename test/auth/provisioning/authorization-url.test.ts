import t from 'tap'
import { calculatePKCECodeChallenge } from 'openid-client'
import { authorizationUrl } from '../../../src/auth/provisioning/authorization-url.js'
import { Secret } from '../../../src/lib/secret.js'
import { providerOf } from '../../helpers/provider-of.js'
import { testConfig } from '../../helpers/test-config.js'

const client = { id: 'us', secret: new Secret('the-secret'), source: 'stored', expiresAt: null } as const
const flow = { state: 'st', nonce: 'no', verifier: new Secret('v'.repeat(43)) }

t.test('the challenge goes out, the verifier and the secret stay', async t => {
  const url = await authorizationUrl(testConfig(), { provider: providerOf('https://nc.example'), client }, flow)
  t.equal(new URL(url).searchParams.get('code_challenge'), await calculatePKCECodeChallenge('v'.repeat(43)))
  t.notMatch(url, /vvvv|the-secret/)
})

t.test('parameters that the endpoint has already are kept', async t => {
  const provider = {
    ...providerOf('https://nc.example'),
    authorizationEndpoint: 'https://nc.example/authorize?tenant=7',
  }
  const url = new URL(await authorizationUrl(testConfig(), { provider, client }, flow))
  t.equal(url.searchParams.get('tenant'), '7')
  t.equal(url.searchParams.get('state'), 'st')
})
