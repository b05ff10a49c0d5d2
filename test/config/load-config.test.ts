import t from 'tap'
import { ConfigError } from '../../src/errors/config-error.js'
import { loadConfig } from '../../src/config/load-config.js'
import { hybridEnv, KEY } from './hybrid-env.js'
import { problemsOf, warningsOf } from './load.js'

/** The documented hybrid configuration, as a person would fill it in. */
const BLOCK = `
# Enable multi-user BasicAuth
ENABLE_MULTI_USER_BASIC_AUTH=true

# Enable hybrid mode (OAuth provisioning for management APIs)
ENABLE_OFFLINE_ACCESS=true

# Enable background sync (required for hybrid mode currently)
VECTOR_SYNC_ENABLED=true

# Encryption key for refresh token storage
TOKEN_ENCRYPTION_KEY=<base64-encoded-key>

# Nextcloud connection
NEXTCLOUD_HOST=https://cloud.example.com

# OAuth credentials (optional - uses DCR if not set)
NEXTCLOUD_OIDC_CLIENT_ID=<client-id>
NEXTCLOUD_OIDC_CLIENT_SECRET=<client-secret>
`
const block = (without?: string) =>
  Object.fromEntries(
    BLOCK.split('\n')
      .filter(line => line.includes('=') && !line.startsWith('#') && line.split('=')[0] !== without)
      .map(line => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1).replace('<base64-encoded-key>', KEY)]),
  )

t.test('CFG-14: the documented hybrid block boots hybrid, with tokens in ./data/tokens.db', async t => {
  const { config } = loadConfig(block())
  t.match(config, {
    mode: 'hybrid',
    storage: { path: './data/tokens.db' },
    features: { offlineAccess: true, vectorSync: true },
    server: { publicUrl: 'http://localhost:8000' },
    oidc: { client: { id: '<client-id>' } },
  })
})

t.test('CFG-14: the block without VECTOR_SYNC_ENABLED is hybrid all the same, and says that sync is off', async t => {
  const { config, warnings } = loadConfig(block('VECTOR_SYNC_ENABLED'))
  t.match(config, { mode: 'hybrid', features: { offlineAccess: true, vectorSync: false } })
  t.match(
    warnings.find(({ variable }) => variable === 'VECTOR_SYNC_ENABLED'),
    { level: 'info', message: /no background sync/ },
  )
})

t.test('the block differs in nothing but vectorSync with and without VECTOR_SYNC_ENABLED', async t => {
  const { features: _with, ...withSync } = loadConfig(block()).config
  const { features: _without, ...withoutSync } = loadConfig(block('VECTOR_SYNC_ENABLED')).config
  t.strictSame(JSON.stringify(withSync), JSON.stringify(withoutSync))
})

t.test('the optional client of the block may be left out', async t => {
  const source = { ...block('NEXTCLOUD_OIDC_CLIENT_ID'), NEXTCLOUD_OIDC_CLIENT_SECRET: undefined }
  t.equal(loadConfig(source).config.oidc.client, undefined)
})

t.test('STO-10: the place of tokens that nobody named is said', async t => {
  t.match(warningsOf(block()).join('\n'), /info: TOKEN_STORAGE_DB .*\.\/data\/tokens\.db/)
  t.notMatch(warningsOf({ ...block(), TOKEN_STORAGE_DB: '/data/x.db' }).join('\n'), /TOKEN_STORAGE_DB/)
})

t.test('CFG-1: the configuration is frozen all the way down', async t => {
  const { config } = loadConfig(hybridEnv({ MCP_ALLOWED_HOSTS: 'a' }))
  for (const part of [config, config.server, config.server.allowedHosts, config.oidc.discovery, config.storage]) {
    t.ok(Object.isFrozen(part))
  }
})

t.test('all errors are collected, each with its variable and its fix', async t => {
  const problems = problemsOf({
    ENABLE_OFFLINE_ACCESS: 'maybe',
    PORT: '99999',
    TOKEN_ENCRYPTION_KEY: 'short',
    NEXTCLOUD_PASSWORD: 'hunter2',
    NEXTCLOUD_OIDC_CLIENT_ID: 'id',
    NEXTCLOD_VERIFY_SSL: 'true',
    WEBHOOK_SECRET: 'tiny-secret',
  })
  const named = ['ENABLE_OFFLINE_ACCESS', 'PORT', 'TOKEN_ENCRYPTION_KEY', 'NEXTCLOUD_USERNAME', 'NEXTCLOUD_HOST']
  for (const name of [...named, 'NEXTCLOUD_OIDC_CLIENT_SECRET', 'NEXTCLOD_VERIFY_SSL', 'WEBHOOK_SECRET']) {
    t.ok(
      problems.some(line => line.startsWith(`${name} `)),
      name,
    )
  }
  for (const value of ['maybe', '99999', 'short', 'hunter2', 'tiny-secret']) {
    t.notMatch(problems.filter(line => !line.includes('shorter')).join('\n'), value, 'no value is shown')
  }
})

t.test('a variable that cannot be read is reported once', async t => {
  t.equal(problemsOf(hybridEnv({ TOKEN_ENCRYPTION_KEY: 'x' })).length, 1)
  t.equal(problemsOf(hybridEnv({ NEXTCLOUD_HOST: 'cloud' })).length, 1)
})

t.test('the error is a ConfigError whose text holds every problem', async t => {
  t.throws(() => loadConfig({ PORT: 'x' }), { code: 'NCMCP_CONFIG_INVALID', message: /PORT:.*\nNEXTCLOUD_HOST:/s })
  t.throws(() => loadConfig({}), ConfigError)
})

t.test('an ordinary environment of a shell or a container adds nothing', async t => {
  const usual = { PATH: '/bin', HOME: '/root', SHELL: '/bin/sh', TERM: 'xterm', LANG: 'C', NODE_ENV: 'production' }
  t.strictSame(warningsOf(hybridEnv(usual)), warningsOf(hybridEnv()))
})

t.test('multi-user mode without offline access stores nothing', async t => {
  const { config, warnings } = loadConfig({
    ENABLE_MULTI_USER_BASIC_AUTH: 'true',
    NEXTCLOUD_HOST: 'https://cloud.example.com',
    TOKEN_ENCRYPTION_KEY: KEY,
  })
  t.match(config, { mode: 'multi_user_basic', storage: undefined, features: { offlineAccess: false } })
  t.match(warnings, [{ variable: 'TOKEN_ENCRYPTION_KEY', message: /no effect in multi_user_basic/ }])
})

t.test('single-user and OAuth mode are recognised and validated', async t => {
  const NEXTCLOUD_HOST = 'https://cloud.example.com'
  const single = loadConfig({ NEXTCLOUD_HOST, NEXTCLOUD_USERNAME: 'alice', NEXTCLOUD_PASSWORD: 'p' }).config
  t.match(single, { mode: 'single_user_basic', nextcloud: { credentials: { username: 'alice' } }, storage: undefined })
  t.match(loadConfig({ NEXTCLOUD_HOST }).config, { mode: 'oauth', nextcloud: { credentials: undefined } })
})
