import { Client } from '@modelcontextprotocol/client'
import { InMemoryTransport } from '@modelcontextprotocol/server'
import t, { type Test } from 'tap'
import { createCurrentServer, LIST_CACHE } from '../../src/mcp/current-server.js'
import { conformanceOffer } from '../conformance/fixture/conformance-offer.js'
import { partsOver } from './current-fixture.js'
import { echo, testCaller } from './fixture.js'

async function connect(t: Test, offer = conformanceOffer() as Parameters<typeof partsOver>[0]) {
  const parts = partsOver(offer)
  const server = createCurrentServer(parts, () => testCaller())
  const client = new Client({ name: 'test', version: '1' }, { capabilities: { sampling: {} } })
  const [here, there] = InMemoryTransport.createLinkedPair()
  await server.connect(here)
  await client.connect(there)
  t.teardown(async () => {
    await client.close()
    parts.inFlight.close()
  })
  return client
}

t.test('everything that is offered can be asked for', async t => {
  const client = await connect(t)
  t.ok((await client.listTools()).tools.length > 20)
  t.equal((await client.listResources()).resources.length, 3)
  t.equal((await client.listResourceTemplates()).resourceTemplates.length, 1)
  t.equal((await client.listPrompts()).prompts.length, 5)
  t.match(await client.readResource({ uri: 'test://static-text' }), { contents: [{ text: /static text/ }] })
  t.match(await client.getPrompt({ name: 'test_simple_prompt' }), { messages: [{ role: 'user' }] })
  const ref = { type: 'ref/prompt', name: 'test_prompt_with_arguments' } as const
  const argument = { name: 'arg1', value: 'par' }
  t.strictSame((await client.complete({ ref, argument })).completion.values, ['paris', 'park', 'party'])
})

t.test('in a session the client’s model is asked in between', async t => {
  const client = await connect(t)
  client.setRequestHandler('sampling/createMessage', async () => ({
    role: 'assistant',
    model: 'm',
    content: { type: 'text', text: 'Paris' },
  }))
  const result = await client.callTool({ name: 'test_sampling', arguments: { prompt: 'Capital?' } })
  t.match(result, { content: [{ text: 'LLM response: Paris' }] })
})

t.test('a client that cannot show forms is refused', async t => {
  const client = await connect(t)
  await t.rejects(client.callTool({ name: 'test_elicitation', arguments: { message: 'x' } }), { code: -32021 })
})

t.test('what is not offered is not there', async t => {
  const client = await connect(t, { tools: [echo] })
  t.strictSame(client.getServerCapabilities(), { tools: {} })
  await t.rejects(client.request({ method: 'prompts/list' }), { code: -32601 })
})

t.test('a list may be kept by its reader alone', async t => {
  t.strictSame(LIST_CACHE, { ttlMs: 60_000, cacheScope: 'private' })
})
