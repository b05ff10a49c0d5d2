import t from 'tap'
import type { ClientFeature, Exchange } from '../../src/mcp/conversation.js'
import { SILENT } from '../../src/mcp/conversation.js'
import { ask } from '../../src/mcp/questions.js'
import { createRequestStates } from '../../src/mcp/request-state.js'
import { converse } from '../../src/mcp/rounds.js'
import { keyedHash } from './keyed-hash.js'

const states = createRequestStates(keyedHash, () => 0)
const question = ask({ form: { method: 'elicitation/create', params: {} } }, { round: 1 })
const able = (...can: ClientFeature[]): Exchange => ({ ...SILENT, can: new Set(can) })
const start = (exchange: Exchange, needs: ClientFeature[] = []) =>
  converse({ states }, exchange, { needs }, () => ['x'])

t.test('what is put to a client comes back as the state of the next round', async t => {
  const { asks, state } = start(able('elicitation')).put(question)
  t.strictSame(Object.keys(asks), ['form'])
  t.strictSame(start({ ...able('elicitation'), state }).conversation.state, { round: 1 })
})

t.test('the first round has no state, and questions need none', async t => {
  t.equal(start(able('elicitation')).conversation.state, undefined)
  t.equal(start(able('elicitation')).put(ask(question.requests)).state, undefined)
})

t.test('a client is not asked what it cannot answer', async t => {
  const wanted = { code: -32021, data: { requiredCapabilities: { elicitation: {} } } }
  t.throws(() => start(able('roots')).put(question), wanted)
})

t.test('what needs something of the client is refused before it starts', async t => {
  t.throws(() => start(SILENT, ['sampling']), { code: -32021, data: { requiredCapabilities: { sampling: {} } } })
  t.doesNotThrow(() => start(able('sampling'), ['sampling']))
})

t.test('a state that is not ours ends the round', async t => {
  t.throws(() => start({ ...SILENT, state: 'forged' }), { code: -32602 })
})
