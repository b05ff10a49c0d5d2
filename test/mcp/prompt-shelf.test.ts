import t from 'tap'
import { SILENT } from '../../src/mcp/conversation.js'
import { createInFlight } from '../../src/mcp/in-flight.js'
import { createPromptShelf } from '../../src/mcp/prompt-shelf.js'
import { createRequestStates } from '../../src/mcp/request-state.js'
import { prompts } from '../conformance/fixture/prompts.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { testCaller } from './fixture.js'
import { keyedHash } from './keyed-hash.js'

const ports = manualPorts()
const rounds = { states: createRequestStates(keyedHash, ports.now) }
const shelf = createPromptShelf(prompts, createInFlight(ports), rounds)
const get = (name: string, rawArguments?: unknown, answers: Record<string, unknown> = {}) => {
  const exchange = { ...SILENT, can: new Set(['elicitation'] as const), answers }
  return shelf.get(testCaller(), { id: 1, name, rawArguments, exchange })
}

t.test('a prompt becomes messages', async t => {
  const given = await get('test_prompt_with_arguments', { arg1: 'a', arg2: 'b' })
  t.match('json' in given && JSON.parse(given.json), {
    messages: [{ role: 'user', content: { type: 'text', text: "Prompt with arguments: arg1='a', arg2='b'" } }],
  })
})

t.test('arguments that do not fit are named', async t => {
  await t.rejects(get('test_prompt_with_arguments', { arg1: 'a' }), { code: -32602, message: /arg2: / })
})

t.test('a prompt that is not there is refused, whatever its name', async t => {
  for (const name of ['nothing', 'toString', 'x'.repeat(10_000)])
    await t.rejects(get(name), { code: -32602, message: /^Unknown prompt: .{1,128}$/ })
  t.notOk(shelf.has('toString'))
})

t.test('a prompt may ask first, and is given when the answer is there', async t => {
  t.match(await get('test_input_required_result_prompt'), { asks: { user_context: { method: 'elicitation/create' } } })
  const answers = { user_context: { action: 'accept', content: { context: 'tea' } } }
  t.match(await get('test_input_required_result_prompt', {}, answers), { json: /Context: tea/ })
})

t.test('a client that cannot be asked is told so', async t => {
  const wanted = { id: 1, name: 'test_input_required_result_prompt', rawArguments: {} }
  await t.rejects(shelf.get(testCaller(), wanted), { code: -32021 })
})
