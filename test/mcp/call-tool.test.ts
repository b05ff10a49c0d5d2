import t from 'tap'
import { answered, callTool } from '../../src/mcp/call-tool.js'
import type { Tool } from '../../src/mcp/define-tool.js'
import { createInFlight } from '../../src/mcp/in-flight.js'
import { createRequestStates } from '../../src/mcp/request-state.js'
import { echo, fail, testCaller } from './fixture.js'
import { manualPorts } from '../helpers/manual-ports.js'

const inFlight = createInFlight(manualPorts())
const states = createRequestStates(
  (...parts) => parts.join('|'),
  () => 0,
)

async function run(tool: Tool, args: unknown, scopes?: readonly string[]) {
  const call = { id: 1, rawArguments: args }
  const { isError, json } = answered(await callTool(tool, call, testCaller(scopes), inFlight, { states }))
  return { isError, ...JSON.parse(json) }
}

t.test('defaults are filled in, and what the output schema does not name is left out', async t => {
  t.strictSame(await run(echo, { text: 'a' }), { isError: false, said: 'a', times: 1 })
})

t.test('arguments that do not fit name the parameter', async t => {
  const failure = await run(echo, { text: '', times: 'x' })
  t.match(failure, { isError: true, code: 'NCMCP_INVALID_ARGUMENTS', message: /text: .*times: / })
})

t.test('arguments that are no object are refused', async t => {
  t.match(await run(echo, 'text'), { isError: true, code: 'NCMCP_INVALID_ARGUMENTS' })
  t.match(await run(echo, undefined), { isError: true, code: 'NCMCP_INVALID_ARGUMENTS' })
})

t.test('a zod error of the handler’s own is our fault, not the caller’s', async t => {
  t.match(await run(fail, { how: 'zod' }), { isError: true, code: 'NCMCP_INTERNAL' })
})

t.test('output that breaks its schema is our fault', async t => {
  t.match(await run(fail, { how: 'output' }), { isError: true, code: 'NCMCP_INTERNAL', correlation_id: 'request-1' })
})

t.test('a token without the scope is refused before its arguments are looked at', async t => {
  const failure = await run(fail, { how: 'nonsense' }, ['test.read'])
  t.match(failure, { isError: true, code: 'NCMCP_INSUFFICIENT_SCOPE', message: /test\.write/ })
})

t.test('Basic needs no scopes', async t => {
  t.match(await run(fail, { how: 'not_found' }), { code: 'NCMCP_NOT_FOUND' })
})
