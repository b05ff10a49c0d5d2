import t from 'tap'
import { loadConfig } from '../../../src/config/load-config.js'
import { hybridEnv } from '../hybrid-env.js'
import { warningsOf } from '../load.js'

t.test('CFG-15: an explicit ENABLE_OFFLINE_ACCESS=false wins, with a warning', async t => {
  const source = hybridEnv({ ENABLE_OFFLINE_ACCESS: 'false', ENABLE_BACKGROUND_OPERATIONS: 'true' })
  t.equal(loadConfig(source).config.mode, 'multi_user_basic')
  t.match(warningsOf(source).join('\n'), /warn: ENABLE_BACKGROUND_OPERATIONS differs from ENABLE_OFFLINE_ACCESS/)
})

t.test('CFG-15: the older and the newer name alone mean the same', async t => {
  const source = hybridEnv({
    ENABLE_OFFLINE_ACCESS: undefined,
    ENABLE_BACKGROUND_OPERATIONS: 'true',
    ENABLE_SEMANTIC_SEARCH: 'true',
  })
  t.match(loadConfig(source).config, { mode: 'hybrid', features: { offlineAccess: true, vectorSync: true } })
  t.notMatch(warningsOf(source).join('\n'), /differs/)
})

t.test('both names with the same value are no warning', async t => {
  t.notMatch(warningsOf(hybridEnv({ ENABLE_BACKGROUND_OPERATIONS: 'yes' })).join('\n'), /differs/)
})

t.test('CFG-15: sync without offline access stays off, and says so', async t => {
  const source = hybridEnv({ ENABLE_OFFLINE_ACCESS: 'false', VECTOR_SYNC_ENABLED: 'true' })
  t.match(loadConfig(source).config.features, { offlineAccess: false, vectorSync: false })
  t.match(warningsOf(source).join('\n'), /warn: VECTOR_SYNC_ENABLED has no effect without ENABLE_OFFLINE_ACCESS/)
})

t.test('CFG-14: what sync means in hybrid mode is said either way', async t => {
  t.match(warningsOf(hybridEnv()).join('\n'), /info: VECTOR_SYNC_ENABLED is off/)
  t.match(warningsOf(hybridEnv({ VECTOR_SYNC_ENABLED: '1' })).join('\n'), /info: VECTOR_SYNC_ENABLED is on, but/)
})

const OAUTH = { ENABLE_MULTI_USER_BASIC_AUTH: undefined }
const CLIENTS = { ALLOWED_MCP_CLIENTS: 'chatgpt|https://chatgpt.com/connector/oauth/*' }

t.test(
  'RT-10: settings for MCP clients that sign people in are heard where they do, and elsewhere that is said',
  async t => {
    const silent = [OAUTH, { ...OAUTH, ...CLIENTS }, { ...CLIENTS, MCP_OAUTH: 'true' }]
    for (const env of silent) t.notMatch(warningsOf(hybridEnv(env)).join('\n'), /sign people in|register here/)
    t.match(warningsOf(hybridEnv(CLIENTS)).join('\n'), /warn: ALLOWED_MCP_CLIENTS has no effect without MCP_OAUTH=true/)
    const stateless = warningsOf(hybridEnv({ ...OAUTH, ...CLIENTS, ENABLE_OFFLINE_ACCESS: undefined })).join('\n')
    t.match(stateless, /warn: ALLOWED_MCP_CLIENTS has no effect without ENABLE_OFFLINE_ACCESS=true/)
    t.match(stateless, /info: ENABLE_OFFLINE_ACCESS is off: nothing is stored/)
  },
)
