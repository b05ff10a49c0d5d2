import t from 'tap'
import { authorizationServerOf } from '../../../plugins/mcp/authorization-server-of.js'
import { testConfig } from '../../helpers/test-config.js'

type App = Parameters<typeof authorizationServerOf>[0]
const OIDC = { oidc: { session: async () => ({ provider: { issuer: 'https://cloud.example.com' } }) } }
const app = (own: boolean, oauth: object | undefined, env = {}) =>
  ({
    config: testConfig(env),
    oauth,
    hasDecorator: (name: string) => own && name === 'authorizationServer',
  }) as unknown as App

t.test('an authorization server of our own is the one, whatever the provider is', async t => {
  t.equal(await authorizationServerOf(app(true, undefined)), 'http://127.0.0.1:8000')
})

t.test('else the provider is, by the name that the world outside knows', async t => {
  t.equal(await authorizationServerOf(app(false, OIDC)), 'https://cloud.example.com')
  const env = { NEXTCLOUD_PUBLIC_ISSUER_URL: 'https://public.example.com' }
  t.equal(await authorizationServerOf(app(false, OIDC, env)), 'https://public.example.com')
})

t.test('without either there is nothing to name', async t => {
  await t.rejects(authorizationServerOf(app(false, undefined)), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
})
