import t from 'tap'
import { hybridEnv } from '../hybrid-env.js'
import { problemsOf } from '../load.js'
import { singleUserEnv } from '../single-user-env.js'

const MCP_TRANSPORT = 'stdio'

t.test('stdio is served in single-user mode', async t => {
  t.strictSame(problemsOf(singleUserEnv({ MCP_TRANSPORT })), [])
})

t.test('stdio in a mode of many people is an error that says what asks for that mode', async t => {
  t.match(problemsOf(hybridEnv({ MCP_TRANSPORT })), [
    /^MCP_TRANSPORT is stdio, .* cannot serve hybrid mode \(ENABLE_MULTI_USER_BASIC_AUTH asks for that\)\. .*leave out ENABLE_MULTI/,
  ])
  t.match(problemsOf(singleUserEnv({ MCP_TRANSPORT }), { flags: { oauth: true } }), [
    /cannot serve oauth mode \(--oauth asks for that\)/,
  ])
  const bare = { NEXTCLOUD_HOST: 'https://cloud.example.com', MCP_TRANSPORT }
  t.match(problemsOf(bare), [/oauth mode \(no name and password are set\)\. Set NEXTCLOUD_USERNAME and NEXTCLOUD_PASS/])
})

t.test('http is another word for streamable-http, and is served in every mode', async t => {
  for (const word of ['http', 'streamable-http', 'HTTP']) {
    t.strictSame(problemsOf(hybridEnv({ MCP_TRANSPORT: word })), [], word)
  }
  t.match(problemsOf(hybridEnv({ MCP_TRANSPORT: 'sse' })), [/^MCP_TRANSPORT .*streamable-http, stdio/])
})
