import { z } from 'zod'
import type { Tool } from '../../src/mcp/define-tool.js'
import type { ToolContext } from '../../src/mcp/tool-context.js'

const Entry = z.looseObject({ title: z.string().optional(), name: z.string().optional(), path: z.string().optional() })

/** The fields of answers that tests go on with. */
const Answer = z.looseObject({
  id: z.int().optional(),
  items: z.array(Entry).optional(),
  notes: z.array(Entry).optional(),
  next_cursor: z.string().nullish(),
  content: z.string().optional(),
  next_offset: z.int().nullish(),
})

/** Runs a tool as the core does, and holds its answer against its own output schema. */
export async function runTool(tool: Tool, context: ToolContext, input: object = {}): Promise<z.output<typeof Answer>> {
  return Answer.parse(tool.output!.strict().parse(await tool.run(input, context)))
}
