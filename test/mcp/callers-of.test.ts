import t from 'tap'
import { callersOf } from '../../src/mcp/callers-of.js'
import { testCaller } from './fixture.js'

const request = () => new Request('http://localhost/mcp')

t.test('each request leads to its own caller', async t => {
  const callers = callersOf()
  const [one, two] = [request(), request()]
  const [alice, bob] = [testCaller(), testCaller()]
  callers.set(one, alice)
  callers.set(two, bob)
  t.equal(callers.behind(one), alice)
  t.equal(callers.behind(two), bob)
})

t.test('a request that nobody made is refused', async t => {
  t.throws(() => callersOf().behind(request()), { code: -32603 })
  t.throws(() => callersOf().behind(undefined), { code: -32603 })
})
