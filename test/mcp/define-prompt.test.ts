import t from 'tap'
import { z } from 'zod'
import { definePrompt } from '../../src/mcp/define-prompt.js'
import { testCaller } from './fixture.js'

const prompt = definePrompt({
  name: 'greet',
  title: 'Greet',
  description: 'Greets.',
  scopes: [],
  arguments: z.object({ name: z.string().describe('Whom'), how: z.string().optional().describe('How') }),
  handler: async ({ name, how = 'Hello' }) => [{ role: 'user', content: { type: 'text', text: `${how}, ${name}` } }],
})

t.test('arguments are listed from the schema, with what is required', async t => {
  t.strictSame(prompt.arguments, [
    { name: 'name', description: 'Whom', required: true },
    { name: 'how', description: 'How', required: false },
  ])
})

t.test('arguments are parsed before the handler runs', async t => {
  const call = prompt.prepare({ name: 'Bob' })
  const context = await testCaller().context(new AbortController().signal)
  t.ok(call.ok)
  if (call.ok) t.match(await call.run(context), [{ content: { text: 'Hello, Bob' } }])
  t.notOk(prompt.prepare({}).ok)
})

t.test('without suggestions of its own there are none', async t => {
  t.strictSame(prompt.complete, {})
})
