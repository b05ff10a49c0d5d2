import t from 'tap'
import { z } from 'zod'
import { createCompleter } from '../../src/mcp/complete.js'
import { definePrompt } from '../../src/mcp/define-prompt.js'
import { defineResourceTemplate } from '../../src/mcp/define-resource.js'
import { createInFlight } from '../../src/mcp/in-flight.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { testCaller } from './fixture.js'

const many = Array.from({ length: 120 }, (_, index) => `n${index}`)
const head = { name: 'test', title: 'Test', description: 'A test.' }
const prompt = definePrompt({
  ...head,
  scopes: ['test.read'],
  arguments: z.object({ city: z.string().describe('Where') }),
  complete: { city: async (typed, { user }) => [`${typed}-${user.id}`] },
  handler: async () => [],
})
const template = defineResourceTemplate({
  ...head,
  mimeType: 'text/plain',
  scopes: [],
  uriTemplate: 'note://{id}',
  complete: { id: async () => many },
  read: async () => ({ text: '' }),
})
const complete = createCompleter({ prompts: [prompt], resourceTemplates: [template] }, createInFlight(manualPorts()))
const ask = async (of: { prompt: string } | { uriTemplate: string }, argument: string, scopes?: string[]) =>
  JSON.parse(await complete(testCaller(scopes), 1, { of, argument, typed: 'par' })).completion

t.test('an argument of a prompt is completed as the caller', async t => {
  t.strictSame(await ask({ prompt: 'test' }, 'city'), { values: ['par-alice'], total: 1, hasMore: false })
})

t.test('at most a hundred suggestions are given, and it is said that there are more', async t => {
  const { values, total, hasMore } = await ask({ uriTemplate: 'note://{id}' }, 'id')
  t.strictSame([values.length, total, hasMore], [100, 120, true])
})

t.test('an argument for which nothing is kept has no suggestions, whatever its name', async t => {
  for (const name of ['other', 'toString', '__proto__'])
    t.strictSame((await ask({ prompt: 'test' }, name)).values, [], name)
})

t.test('an unknown prompt or template is refused', async t => {
  await t.rejects(ask({ prompt: 'nothing' }, 'city'), { code: -32602 })
  await t.rejects(ask({ uriTemplate: 'note://{other}' }, 'id'), { code: -32602 })
})

t.test('a token without the scope gets no suggestions', async t => {
  await t.rejects(ask({ prompt: 'test' }, 'city', []), { code: -32603, message: /test\.read/ })
})
