import t from 'tap'
import { SCOPES } from '../../../../src/auth/scope-catalogue.js'
import { authorizationParameters, echoedState } from '../../../../src/auth/server/authorize/authorization-parameters.js'
import type { OAuthErrorCode } from '../../../../src/errors/oauth-errors.js'
import { refusal } from '../../../helpers/refusal.js'
import { CHALLENGE, URL_OF_US } from '../../../helpers/server-setup.js'

const GOOD = { response_type: 'code', code_challenge: CHALLENGE, code_challenge_method: 'S256' }
const judge = (changes: Record<string, string | string[] | undefined>) =>
  authorizationParameters({ ...GOOD, ...changes }, URL_OF_US)

t.test('what is asked is understood', async t => {
  t.strictSame(judge({}), { scopes: SCOPES, codeChallenge: CHALLENGE, resource: `${URL_OF_US}/mcp`, alwaysAsk: false })
  t.match(judge({ scope: 'notes.read openid', prompt: 'login consent', resource: URL_OF_US, nonce: 'x', foo: 'y' }), {
    scopes: ['notes.read'],
    alwaysAsk: true,
    resource: `${URL_OF_US}/mcp`,
  })
})

const REFUSED: readonly (readonly [OAuthErrorCode, Record<string, string | string[] | undefined>])[] = [
  ['unsupported_response_type', { response_type: 'token' }],
  ['unsupported_response_type', { response_type: 'code id_token' }],
  ['unsupported_response_type', { response_type: undefined }],
  ['invalid_request', { response_mode: 'fragment' }],
  ['invalid_request', { response_mode: 'form_post' }],
  ['request_not_supported', { request: 'eyJ' }],
  ['request_uri_not_supported', { request_uri: 'https://evil.example/r' }],
  ['interaction_required', { prompt: 'none' }],
  ['invalid_target', { resource: 'https://nc.example' }],
  ['invalid_scope', { scope: 'notes.read everything' }],
  ['invalid_request', { scope: ['notes.read', 'notes.write'] }],
  ['invalid_request', { state: 's'.repeat(2_049) }],
  ['invalid_request', { resource: [URL_OF_US, 'https://evil.example'] }],
]

t.test('PKCE downgrade: no challenge, plain, or no method is refused', async t => {
  for (const changes of [
    { code_challenge: undefined },
    { code_challenge: '' },
    { code_challenge: 'short' },
    { code_challenge: `${CHALLENGE}=` },
    { code_challenge_method: 'plain' },
    { code_challenge_method: undefined },
    { code_challenge_method: 's256' },
  ])
    t.throws(() => judge(changes), refusal('invalid_request', { message: /PKCE/ }), JSON.stringify(changes))
})

t.test('each other fault has its word', async t => {
  for (const [word, changes] of REFUSED)
    t.throws(() => judge(changes), refusal(word), JSON.stringify(changes).slice(0, 60))
})

t.test('a state is echoed as it came, unless it came twice or is too long', async t => {
  t.equal(echoedState({ state: 'a b&c=<d>' }), 'a b&c=<d>')
  for (const state of [undefined, ['a', 'b'], 's'.repeat(2_049)]) t.equal(echoedState({ state }), null)
})
