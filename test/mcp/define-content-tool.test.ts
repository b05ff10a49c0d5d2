import t from 'tap'
import { z } from 'zod'
import { READ_ONLY } from '../../src/mcp/annotations.js'
import type { ContentBlock } from '../../src/mcp/content.js'
import { SILENT } from '../../src/mcp/conversation.js'
import { defineContentTool, defineTalkingTool } from '../../src/mcp/define-content-tool.js'
import { testCaller } from './fixture.js'

const context = await testCaller().context(new AbortController().signal)
const head = {
  name: 'nc_test_draw',
  title: 'Draw',
  description: 'Draws.',
  scopes: [],
  annotations: READ_ONLY,
  input: z.object({ what: z.string().default('dot').describe('What') }),
}
const say = (text: string): ContentBlock[] => [{ type: 'text', text }]

t.test('a content tool has no output schema and does not talk', async t => {
  const tool = defineContentTool({ ...head, handler: async ({ what }) => say(what) })
  t.match(tool, { talks: false, needs: [], output: undefined, availability: 'always' })
  t.strictSame(await tool.run({ what: 'cat' }, context), say('cat'))
})

t.test('a talking tool reaches its client through the prepared call, and nobody otherwise', async t => {
  const tool = defineTalkingTool({
    ...head,
    needs: ['roots'],
    handler: async (_input, _context, { can }) => say(can.has('roots') ? 'roots' : 'nobody'),
  })
  t.match(tool, { talks: true, needs: ['roots'] })
  t.strictSame(await tool.run({}, context), say('nobody'))
  const call = tool.prepare({})
  t.ok(call.ok)
  if (call.ok) t.strictSame(await call.run(context, { ...SILENT, can: new Set(['roots']) }), say('roots'))
})

t.test('the fingerprint is of the arguments as they were understood', async t => {
  const tool = defineContentTool({ ...head, handler: async () => [] })
  const print = (args: unknown) => {
    const call = tool.prepare(args)
    return call.ok ? call.fingerprint() : 'wrong'
  }
  t.equal(print({ what: 'dot' }), print(undefined))
  t.not(print({ what: 'cat' }), print({}))
  t.equal(print({ what: 3 }), 'wrong')
})
