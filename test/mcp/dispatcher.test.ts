import t from 'tap'
import { testCaller, testCore } from './fixture.js'

const { dispatcher, inFlight } = testCore()
t.teardown(() => inFlight.close())

t.test('a tool that fails is an outcome', async t => {
  const outcome = await dispatcher.callTool(testCaller(), 1, 'nc_test_fail', { how: 'not_found' })
  t.match(outcome, { isError: true, json: /NCMCP_NOT_FOUND/ })
})

t.test('a tool that is not there is an error of the protocol, cut short', async t => {
  const name = 'x'.repeat(1000)
  await t.rejects(dispatcher.callTool(testCaller(), 1, name, {}), {
    code: -32602,
    message: `Unknown tool: ${'x'.repeat(128)}`,
  })
})

t.test('cancelling what does not run does nothing', async t => {
  t.equal(dispatcher.cancel(testCaller(), 1), false)
})

t.test('the list narrows with the caller', async t => {
  t.match(dispatcher.listTools(testCaller()).toString(), /nc_test_fail/)
  t.notMatch(dispatcher.listTools(testCaller(['test.read'])).toString(), /nc_test_fail/)
})
