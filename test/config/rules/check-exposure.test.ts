import t from 'tap'
import { hybridEnv } from '../hybrid-env.js'
import { problemsOf, warningsOf } from '../load.js'
import { singleUserEnv } from '../single-user-env.js'

const MCP_STATIC_TOKEN = 'a'.repeat(32)
const EVERYWHERE = { HOST: '0.0.0.0' }

t.test('BA-13: on loopback neither a token nor an explicit word is needed', async t => {
  for (const HOST of [undefined, '127.0.0.1', '::1', 'localhost']) {
    t.strictSame(problemsOf(singleUserEnv({ HOST })), [], HOST ?? 'the default')
  }
})

t.test('BA-13: listening elsewhere is an error that names both ways out', async t => {
  for (const HOST of ['0.0.0.0', '::', '192.168.1.5', 'mcp']) {
    t.match(problemsOf(singleUserEnv({ HOST })), [/^HOST reaches beyond.*MCP_STATIC_TOKEN.*--insecure-open/], HOST)
  }
})

t.test('a public address on loopback means a proxy in front, and is the same', async t => {
  const source = singleUserEnv({ NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example.com' })
  t.match(problemsOf(source), [/^NEXTCLOUD_MCP_SERVER_URL reaches beyond/])
  t.strictSame(problemsOf({ ...source, MCP_STATIC_TOKEN }), [])
  t.strictSame(problemsOf(singleUserEnv({ NEXTCLOUD_MCP_SERVER_URL: 'http://localhost:8000' })), [])
})

t.test('BA-13: another name, every name and every page are the same; one page is not', async t => {
  for (const MCP_ALLOWED_HOSTS of ['mcp.example.com', '*'])
    t.match(problemsOf(singleUserEnv({ MCP_ALLOWED_HOSTS })), [
      /^MCP_ALLOWED_HOSTS reaches beyond.*leave MCP_ALLOWED_HOSTS out/,
    ])
  const open = { MCP_ALLOWED_ORIGINS: '*' }
  t.match(problemsOf(singleUserEnv(open)), [/^MCP_ALLOWED_ORIGINS reaches beyond/])
  t.strictSame(problemsOf(singleUserEnv({ ...open, MCP_STATIC_TOKEN })), [])
  const named = { MCP_ALLOWED_HOSTS: 'localhost', MCP_ALLOWED_ORIGINS: 'http://localhost:6274' }
  t.strictSame(problemsOf(singleUserEnv(named)), [])
})

t.test('a token, from a file too, lets it listen everywhere', async t => {
  t.strictSame(problemsOf(singleUserEnv({ ...EVERYWHERE, MCP_STATIC_TOKEN })), [])
  const fromFile = singleUserEnv({ ...EVERYWHERE, MCP_STATIC_TOKEN_FILE: '/run/token' })
  t.strictSame(problemsOf(fromFile, { readFile: () => MCP_STATIC_TOKEN }), [])
})

t.test('a token that could be guessed is refused, and not shown', async t => {
  const problems = problemsOf(singleUserEnv({ ...EVERYWHERE, MCP_STATIC_TOKEN: 'hunter2' }))
  t.match(problems, [/^MCP_STATIC_TOKEN is shorter than 32 characters/])
  t.notMatch(problems.join(), /hunter2/)
})

t.test('an explicit word opens it, with a warning', async t => {
  const source = singleUserEnv({ ...EVERYWHERE, MCP_INSECURE_OPEN: 'true' })
  t.strictSame(problemsOf(source), [])
  t.match(warningsOf(source).join('\n'), /^warn: MCP_INSECURE_OPEN is on: everybody.* acts as/m)
})

t.test('a token beside the word wins, and that is said', async t => {
  const source = singleUserEnv({ ...EVERYWHERE, MCP_INSECURE_OPEN: 'true', MCP_STATIC_TOKEN })
  t.match(warningsOf(source).join('\n'), /warn: MCP_INSECURE_OPEN has no effect, because MCP_STATIC_TOKEN is set/)
})

t.test('stdio listens nowhere, and other modes have their own doors', async t => {
  t.strictSame(problemsOf(singleUserEnv({ ...EVERYWHERE, MCP_TRANSPORT: 'stdio' })), [])
  t.strictSame(problemsOf(hybridEnv(EVERYWHERE)), [])
})
