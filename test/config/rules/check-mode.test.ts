import t from 'tap'
import { hybridEnv } from '../hybrid-env.js'
import { problemsOf, warningsOf } from '../load.js'

const NEXTCLOUD_HOST = 'https://cloud.example.com'
const CREDENTIALS = { NEXTCLOUD_USERNAME: 'alice', NEXTCLOUD_PASSWORD: 'p' }

t.test('CFG-7: --oauth against the multi-user switch is an error that names both', async t => {
  t.match(problemsOf(hybridEnv(), { flags: { oauth: true } }), [/^--oauth contradicts ENABLE_MULTI_USER_BASIC_AUTH/])
})

t.test('CFG-7: --no-oauth against the multi-user switch is an error that names both', async t => {
  const problems = problemsOf(hybridEnv(CREDENTIALS), { flags: { oauth: false } })
  t.match(problems, [/^--no-oauth contradicts ENABLE_MULTI_USER_BASIC_AUTH.*already means HTTP Basic/])
})

t.test('CFG-7: a forced mode against MCP_DEPLOYMENT_MODE is an error', async t => {
  const source = { NEXTCLOUD_HOST, MCP_DEPLOYMENT_MODE: 'multi_user_basic' }
  t.match(problemsOf(source, { flags: { oauth: true } }), [/^--oauth contradicts MCP_DEPLOYMENT_MODE/])
  t.strictSame(problemsOf({ NEXTCLOUD_HOST, MCP_DEPLOYMENT_MODE: 'oauth' }, { flags: { oauth: true } }), [])
})

t.test('CFG-7: MCP_DEPLOYMENT_MODE against the switch is an error, in both directions', async t => {
  const both = { NEXTCLOUD_HOST, MCP_DEPLOYMENT_MODE: 'oauth', ENABLE_MULTI_USER_BASIC_AUTH: 'true' }
  t.match(problemsOf(both), [/^MCP_DEPLOYMENT_MODE contradicts ENABLE_MULTI_USER_BASIC_AUTH/])
  const off = { NEXTCLOUD_HOST, MCP_DEPLOYMENT_MODE: 'multi_user_basic', ENABLE_MULTI_USER_BASIC_AUTH: 'false' }
  t.match(problemsOf(off), [/^MCP_DEPLOYMENT_MODE contradicts/])
  t.strictSame(problemsOf({ ...both, ENABLE_MULTI_USER_BASIC_AUTH: 'false' }), [], 'what agrees is no error')
})

t.test('CFG-7: --oauth alone drops credentials and warns', async t => {
  const source = { NEXTCLOUD_HOST, ...CREDENTIALS }
  t.match(warningsOf(source, { flags: { oauth: true } }).join('\n'), /--oauth .*ignored/)
})

t.test('an unknown MCP_DEPLOYMENT_MODE names the valid ones', async t => {
  const problems = problemsOf({ NEXTCLOUD_HOST, MCP_DEPLOYMENT_MODE: 'oauth_token_exchange' })
  t.match(problems, [/Valid values are: single_user_basic, multi_user_basic, oauth/])
})
