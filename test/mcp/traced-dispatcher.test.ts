import t from 'tap'
import { tracedDispatcher } from '../../src/mcp/traced-dispatcher.js'
import { recordTracing } from '../helpers/record-tracing.js'
import { testCaller, testCore } from './fixture.js'

const { dispatcher, inFlight } = testCore()
t.teardown(() => inFlight.close())

function traced() {
  const { tracing, events } = recordTracing()
  return { events, traced: tracedDispatcher(dispatcher, tracing) }
}

t.test('a call is a span with the name of the tool, and with nothing of the call', async t => {
  const { traced: subject, events } = traced()
  const outcome = await subject.callTool(testCaller(), 'canary-id', 'nc_test_echo', { text: 'canary' })
  t.match(outcome, { isError: false })
  const attributes = {
    'mcp.method.name': 'tools/call',
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'nc_test_echo',
  }
  t.strictSame(events, [['start', { name: 'tools/call nc_test_echo', kind: 'internal', attributes }], ['run'], ['end']])
})

t.test('a tool that failed marks the span by the code that the model reads', async t => {
  const { traced: subject, events } = traced()
  const args = { how: 'not_found' }
  const outcome = await subject.callTool(testCaller(), 1, 'nc_test_fail', args)
  t.strictSame(outcome, await dispatcher.callTool(testCaller(), 1, 'nc_test_fail', args))
  t.strictSame(events.slice(1), [['run'], ['fail', 'NCMCP_NOT_FOUND'], ['end']])
})

t.test('a name that is none of our tools is in no span', async t => {
  const { traced: subject, events } = traced()
  await t.rejects(subject.callTool(testCaller(), 1, 'canary', {}), { code: -32602 })
  t.match(events, [['start', { name: 'tools/call' }], ['run'], ['fail', '-32602'], ['end']])
  t.notMatch(JSON.stringify(events), /canary/)
})

t.test('everything else is the same dispatcher', async t => {
  const { traced: subject, events } = traced()
  t.equal(subject.listTools(testCaller()), dispatcher.listTools(testCaller()))
  t.equal(subject.find('nc_test_echo'), dispatcher.find('nc_test_echo'))
  t.equal(subject.cancel(testCaller(), 1), false)
  t.strictSame(events, [])
})
