import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import t from 'tap'
import { allVariables, Env, variableGroups } from '../../src/config/env.js'
import { packageRoot } from '../../src/lib/version.js'
import { problemsOf } from './load.js'

const example = readFileSync(join(packageRoot, '.env.example'), 'utf8')
/** Variables that are set, and those that are shown behind a `#`. */
const all = parseEnv(example.replaceAll(/^#(?=[A-Z_]+=)/gm, ''))

t.test('every default can be read, so nothing has to be written', async t => {
  t.ok(Env.safeParse({}).success)
})

t.test('CFG-2: every name in .env.example is in the schema', async t => {
  t.ok(Object.keys(all).length > 10)
  const known = new Set(allVariables.map(({ name }) => name))
  for (const name of Object.keys(all)) t.ok(known.has(name), name)
})

t.test('CFG-2: every value in .env.example is valid, but the sample key', async t => {
  const values = Object.fromEntries(
    Object.entries(all).filter(([name, value]) => value && name !== 'NEXTCLOUD_CA_BUNDLE'),
  )
  t.match(problemsOf(values), [/^TOKEN_ENCRYPTION_KEY is a sample/])
})

t.test('CFG-2: defaults shown in .env.example are the real ones', async t => {
  for (const { name, default: written } of allVariables.filter(variable => variable.default)) {
    if (all[name]) t.equal(all[name], written, name)
  }
})

t.test('the groups hold every variable of the schema, once, with a description that ends as a sentence', async t => {
  const names = variableGroups.flatMap(({ variables }) => variables.map(({ name }) => name))
  t.strictSame(names.toSorted(), Object.keys(Env.shape).toSorted())
  for (const { name, description } of allVariables) t.match(description, /\.$/, name)
})

t.test('the variables of the authentication guide all exist', async t => {
  const expected = `NEXTCLOUD_HOST NEXTCLOUD_USERNAME NEXTCLOUD_PASSWORD NEXTCLOUD_VERIFY_SSL NEXTCLOUD_CA_BUNDLE
    NEXTCLOUD_HTTP_KEEPALIVE NEXTCLOUD_MCP_SERVER_URL NEXTCLOUD_PUBLIC_ISSUER_URL NEXTCLOUD_PUBLIC_URL NEXTCLOUD_RESOURCE_URI
    OIDC_DISCOVERY_URL OIDC_ISSUER JWKS_URI INTROSPECTION_URI USERINFO_URI OIDC_RESOURCE_SERVER_ID NEXTCLOUD_OIDC_CLIENT_ID
    NEXTCLOUD_OIDC_CLIENT_SECRET NEXTCLOUD_OIDC_SCOPES NEXTCLOUD_OIDC_TOKEN_TYPE ENABLE_MULTI_USER_BASIC_AUTH
    ENABLE_OFFLINE_ACCESS ENABLE_BACKGROUND_OPERATIONS VECTOR_SYNC_ENABLED ENABLE_SEMANTIC_SEARCH MCP_DEPLOYMENT_MODE
    TOKEN_ENCRYPTION_KEY TOKEN_STORAGE_DB ALLOWED_MCP_CLIENTS ALLOWED_MGMT_CLIENT COOKIE_SECURE WEBHOOK_SECRET
    WEBHOOK_INTERNAL_URL MCP_ALLOWED_HOSTS MCP_ALLOWED_ORIGINS FORWARDED_ALLOW_IPS OIDC_DISCOVERY_MAX_ATTEMPTS
    OIDC_DISCOVERY_BACKOFF_BASE OIDC_DISCOVERY_BACKOFF_MAX HOST PORT LOG_LEVEL LOG_FORMAT TOKEN_CACHE_TTL TOKEN_LIVENESS
    MAX_TOKEN_BYTES BASIC_AUTH_CACHE_TTL NEXTCLOUD_FORWARD_CLIENT_IP ALLOW_INSECURE_HTTP ADDITIONAL_TOKEN_ISSUERS
    MGMT_ALLOW_USERINFO MGMT_STRICT_ISSUER NEXTCLOUD_INTERNAL_REWRITE PROVISIONING_MAX_AGE DCR_DELETE_ON_SHUTDOWN
    TOKEN_ENCRYPTION_KEY_RESET`
  const known = new Set(allVariables.map(({ name }) => name))
  for (const name of expected.split(/\s+/)) t.ok(known.has(name), name)
})
