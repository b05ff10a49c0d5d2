import t from 'tap'

import { audienceFault, type AudienceRules } from '../../../src/auth/bearer/audience-fault.js'
import type { TokenFacts } from '../../../src/auth/bearer/token-facts.js'
import type { OidcSession } from '../../../src/auth/oidc/oidc-runtime.js'
import { Secret } from '../../../src/lib/secret.js'

const US = 'https://mcp.example.com'

const session = (isNextcloud: boolean): OidcSession => ({
  provider: {
    issuer: 'https://cloud.example.com',
    authorizationEndpoint: '',
    tokenEndpoint: '',
    jwksUri: '',
    userinfoEndpoint: undefined,
    introspectionEndpoint: undefined,
    registrationEndpoint: undefined,
    revocationEndpoint: undefined,
    scopesSupported: undefined,
    codeChallengeMethodsSupported: undefined,
    acceptedIssuers: [],
    isNextcloud,
  },
  client: { id: 'ours', secret: new Secret('s'), source: 'environment', expiresAt: null },
})

const signed: TokenFacts = {
  sub: 'alice',
  clientId: 'astrolabe',
  audience: [US],
  scope: undefined,
  expiresAt: 1,
  unlistedIssuer: undefined,
  proof: 'signature',
  typed: true,
}
const introspected: TokenFacts = { ...signed, proof: 'introspection', typed: false, audience: ['astrolabe'] }
const byUserinfo: TokenFacts = { ...signed, proof: 'userinfo', typed: false, audience: [], clientId: undefined }

const judge = (
  surface: 'management' | 'mcp',
  facts: Partial<TokenFacts>,
  rules: { list?: string[]; external?: boolean; base?: TokenFacts } = {},
) => {
  const { list = [], external = false, base = signed } = rules
  const options: AudienceRules = { surface, publicUrl: US, allowedClients: list, session: session(!external) }
  return audienceFault({ ...base, ...facts }, options) ?? 'ok'
}

t.test('VER-12: the management API takes tokens that name us', async t => {
  for (const audience of [[US], [`${US}/mcp`], [`${US}/`], ['other', US]])
    t.equal(judge('management', { audience }), 'ok')
})

t.test('GAP-13: the management API refuses tokens for somebody else, our own client included', async t => {
  for (const audience of [[], ['https://cloud.example.com'], ['astrolabe'], ['ours']]) {
    t.equal(judge('management', { audience }), 'bad_audience', audience.join())
  }
})

t.test('with a list of clients the list decides, for any audience', async t => {
  const list = ['astrolabe']
  t.equal(judge('management', {}, { list }), 'ok')
  t.equal(judge('management', { audience: ['https://elsewhere.example'] }, { list }), 'ok')
  t.equal(judge('management', { clientId: 'other' }, { list }), 'not_allowlisted')
  t.equal(judge('management', { clientId: undefined }, { list }), 'not_allowlisted')
  t.equal(
    judge('management', { clientId: 'other', audience: ['astrolabe'] }, { list }),
    'not_allowlisted',
    'aud is no client',
  )
})

t.test('introspection by Nextcloud proves the resource for a foreign client, and nothing for ours', async t => {
  const base = introspected
  for (const surface of ['management', 'mcp'] as const) {
    t.equal(judge(surface, {}, { base }), 'ok')
    t.equal(judge(surface, {}, { base, external: true }), 'bad_audience', 'other providers say active to anybody')
    t.equal(judge(surface, { clientId: undefined }, { base }), 'bad_audience')
  }
  t.equal(judge('management', { clientId: 'ours', audience: ['ours'] }, { base }), 'bad_audience')
  t.equal(judge('mcp', { clientId: 'ours', audience: ['ours'] }, { base }), 'ok', 'minted through our own proxy')
})

t.test(
  'a token that only userinfo vouched for passes on the management API unless clients are listed, and never on /mcp',
  async t => {
    t.equal(judge('management', {}, { base: byUserinfo }), 'ok')
    t.equal(judge('management', {}, { base: byUserinfo, list: ['astrolabe'] }), 'not_allowlisted')
    t.equal(judge('mcp', {}, { base: byUserinfo }), 'bad_audience')
    t.equal(judge('mcp', {}, { base: { ...byUserinfo, clientId: 'ours' }, external: true }), 'bad_audience')
  },
)

t.test('VER-11: /mcp takes our URLs, and our client id in a token that says access token', async t => {
  t.equal(judge('mcp', {}), 'ok')
  t.equal(judge('mcp', { audience: ['ours'] }), 'ok')
  t.equal(judge('mcp', { audience: ['ours'], typed: false }), 'bad_audience')
  t.equal(judge('mcp', { audience: ['https://cloud.example.com'] }), 'bad_audience')
})

t.test('VER-11: without an audience only our own client at an external provider passes', async t => {
  const none = { audience: [], clientId: 'ours' }
  t.equal(judge('mcp', none, { external: true }), 'ok')
  t.equal(judge('mcp', none), 'bad_audience')
  t.equal(judge('mcp', { ...none, clientId: 'other' }, { external: true }), 'bad_audience')
})

t.test('the list of management clients means nothing on /mcp', async t => {
  t.equal(judge('mcp', { clientId: 'other' }, { list: ['astrolabe'] }), 'ok')
})
