import t from 'tap'
import { hybridEnv } from '../hybrid-env.js'
import { problemsOf } from '../load.js'

const NEXTCLOUD_HOST = 'https://cloud.example.com'

t.test('NEXTCLOUD_HOST is required in every mode', async t => {
  const missing = { NEXTCLOUD_HOST: undefined }
  t.match(problemsOf(hybridEnv(missing)), [/^NEXTCLOUD_HOST is required/])
  t.match(problemsOf({}), [/^NEXTCLOUD_HOST is required/])
  t.match(problemsOf({ NEXTCLOUD_USERNAME: 'a', NEXTCLOUD_PASSWORD: 'p' }), [/^NEXTCLOUD_HOST is required/])
})

t.test('CFG-8: one half of the credentials says which half is missing', async t => {
  t.match(problemsOf({ NEXTCLOUD_HOST, NEXTCLOUD_USERNAME: 'a' }), [
    /^NEXTCLOUD_PASSWORD is missing while NEXTCLOUD_USER/,
  ])
  t.match(problemsOf({ NEXTCLOUD_HOST, NEXTCLOUD_PASSWORD: 'p' }), [
    /^NEXTCLOUD_USERNAME is missing while NEXTCLOUD_PASS/,
  ])
  t.strictSame(problemsOf({ NEXTCLOUD_HOST, NEXTCLOUD_USERNAME: 'a' }, { flags: { oauth: true } }), [])
})

t.test('--no-oauth requires both', async t => {
  const flags = { oauth: false }
  t.match(problemsOf({ NEXTCLOUD_HOST }, { flags }), [
    /^NEXTCLOUD_USERNAME is required by --no-oauth/,
    /^NEXTCLOUD_PASSWORD is required by --no-oauth/,
  ])
  t.strictSame(problemsOf({ NEXTCLOUD_HOST, NEXTCLOUD_USERNAME: 'a', NEXTCLOUD_PASSWORD: 'p' }, { flags }), [])
})

t.test('credentials are forbidden where people bring their own', async t => {
  const source = hybridEnv({ NEXTCLOUD_USERNAME: 'a', NEXTCLOUD_PASSWORD: 'p' })
  t.match(problemsOf(source), [
    /^NEXTCLOUD_USERNAME is forbidden in hybrid mode, which ENABLE_MULTI_USER_BASIC_AUTH asks for/,
    /^NEXTCLOUD_PASSWORD is forbidden/,
  ])
  const named = { NEXTCLOUD_HOST, MCP_DEPLOYMENT_MODE: 'oauth', NEXTCLOUD_USERNAME: 'a', NEXTCLOUD_PASSWORD: 'p' }
  t.match(problemsOf(named), [
    /USERNAME is forbidden in oauth mode, which MCP_DEPLOYMENT_MODE/,
    /PASSWORD is forbidden/,
  ])
})

t.test('a client is forbidden in single-user mode', async t => {
  const source = { NEXTCLOUD_HOST, NEXTCLOUD_USERNAME: 'a', NEXTCLOUD_PASSWORD: 'p' }
  const client = { NEXTCLOUD_OIDC_CLIENT_ID: 'i', NEXTCLOUD_OIDC_CLIENT_SECRET: 's' }
  t.match(problemsOf({ ...source, ...client }), [/CLIENT_ID is forbidden/, /CLIENT_SECRET is forbidden/])
})

t.test('CFG-11: half a client is an error, in both directions', async t => {
  t.match(problemsOf(hybridEnv({ NEXTCLOUD_OIDC_CLIENT_ID: 'i' })), [/^NEXTCLOUD_OIDC_CLIENT_SECRET is missing/])
  t.match(problemsOf(hybridEnv({ NEXTCLOUD_OIDC_CLIENT_SECRET: 's' })), [/^NEXTCLOUD_OIDC_CLIENT_ID is missing/])
  const blank = { NEXTCLOUD_OIDC_CLIENT_ID: '', NEXTCLOUD_OIDC_CLIENT_SECRET: ' ' }
  t.strictSame(problemsOf(hybridEnv(blank)), [], 'empty texts are no client')
})

t.test('CFG-11: a secret from a file completes the client', async t => {
  const source = hybridEnv({ NEXTCLOUD_OIDC_CLIENT_ID: 'i', NEXTCLOUD_OIDC_CLIENT_SECRET_FILE: '/run/secret' })
  t.strictSame(problemsOf(source, { readFile: () => 's' }), [])
})

t.test('the key is required with offline access, in hybrid and in OAuth mode', async t => {
  t.match(problemsOf(hybridEnv({ TOKEN_ENCRYPTION_KEY: undefined })), [
    /^TOKEN_ENCRYPTION_KEY is required.*generate-key/,
  ])
  t.match(problemsOf({ NEXTCLOUD_HOST, ENABLE_OFFLINE_ACCESS: 'on' }), [/^TOKEN_ENCRYPTION_KEY is required/])
  const off = { TOKEN_ENCRYPTION_KEY: undefined, ENABLE_OFFLINE_ACCESS: 'false' }
  t.strictSame(problemsOf(hybridEnv(off)), [])
})
