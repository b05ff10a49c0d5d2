import t from 'tap'
import { hybridEnv } from '../hybrid-env.js'
import { warningsOf } from '../load.js'
import { singleUserEnv } from '../single-user-env.js'

const told = (more: Record<string, string | undefined>) => warningsOf(hybridEnv(more)).join('\n')

t.test('an unset public address is warned about where OAuth needs it', async t => {
  t.match(told({}), /warn: NEXTCLOUD_MCP_SERVER_URL is not set/)
  t.notMatch(told({ NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example.com' }), /MCP_SERVER_URL/)
  t.notMatch(told({ ENABLE_OFFLINE_ACCESS: 'no' }), /MCP_SERVER_URL/)
})

t.test('a client copied from an example is noticed, and its text is not shown', async t => {
  const warnings = told({ NEXTCLOUD_OIDC_CLIENT_ID: '<client-id>', NEXTCLOUD_OIDC_CLIENT_SECRET: '<client-secret>' })
  t.match(warnings, /NEXTCLOUD_OIDC_CLIENT_ID looks like the placeholder/)
  t.match(warnings, /NEXTCLOUD_OIDC_CLIENT_SECRET looks like/)
  t.notMatch(warnings, /<client/)
})

t.test('where tokens are kept is told in each mode that keeps them', async t => {
  const place = /info: TOKEN_STORAGE_DB is not set/
  const oauth = { ENABLE_MULTI_USER_BASIC_AUTH: 'false', TOKEN_STORAGE_DB: undefined }
  t.match(told({ TOKEN_STORAGE_DB: undefined }), place)
  t.match(told(oauth), place)
  t.notMatch(told({ ...oauth, ENABLE_OFFLINE_ACCESS: 'false' }), place)
  t.notMatch(told({ TOKEN_STORAGE_DB: undefined, ENABLE_OFFLINE_ACCESS: 'false' }), place)
  t.notMatch(told({ TOKEN_STORAGE_DB: '/data/tokens.db' }), place)
})

t.test('GAP-42: insecure cookies on https are warned about', async t => {
  const NEXTCLOUD_MCP_SERVER_URL = 'https://mcp.example.com'
  t.match(told({ NEXTCLOUD_MCP_SERVER_URL, COOKIE_SECURE: 'off' }), /COOKIE_SECURE is false although/)
  t.notMatch(told({ NEXTCLOUD_MCP_SERVER_URL, COOKIE_SECURE: 'auto' }), /COOKIE_SECURE/)
})

t.test('GAP-32: a host check that is turned off is warned about', async t => {
  t.match(told({ MCP_ALLOWED_HOSTS: '*' }), /MCP_ALLOWED_HOSTS allows everything/)
  t.match(told({ MCP_ALLOWED_ORIGINS: '*' }), /MCP_ALLOWED_ORIGINS allows everything/)
})

t.test('single-user mode starts with a notice that it is deprecated; no other mode does', async t => {
  const notice =
    /^warn: NEXTCLOUD_USERNAME .*single-user Basic mode, which is deprecated and may be removed.*OAuth mode/m
  t.match(warningsOf(singleUserEnv()).join('\n'), notice)
  t.notMatch(told({}), notice)
})
