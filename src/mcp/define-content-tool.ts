import type { z } from 'zod'
import type { ContentBlock } from './content.js'
import type { ClientFeature, Conversation, MayAsk } from './conversation.js'
import { prepareCall, type Tool, type ToolHead } from './define-tool.js'
import { SILENT } from './conversation.js'
import type { ToolContext } from './tool-context.js'

/** A tool that answers with blocks of content: pictures, sound, resources, text for people. */
export interface ContentToolDefinition<Input extends z.ZodObject> extends ToolHead<Input> {
  handler(input: z.output<Input>, context: ToolContext): Promise<readonly ContentBlock[]>
}

/** The same, which reports progress, writes to the client's log, or asks the client before it answers. */
export interface TalkingToolDefinition<Input extends z.ZodObject> extends ToolHead<Input> {
  /** What the client must be able to do, or the call is refused. */
  needs?: readonly ClientFeature[]
  handler(
    input: z.output<Input>,
    context: ToolContext,
    conversation: Conversation,
  ): Promise<MayAsk<readonly ContentBlock[]>>
}

export function defineContentTool<Input extends z.ZodObject>(definition: ContentToolDefinition<Input>): Tool {
  return { ...defineTalkingTool(definition), talks: false }
}

export function defineTalkingTool<Input extends z.ZodObject>(definition: TalkingToolDefinition<Input>): Tool {
  const { handler, input, availability = 'always', needs = [], ...rest } = definition
  return {
    ...rest,
    availability,
    input,
    output: undefined,
    talks: true,
    needs,
    prepare: rawInput => prepareCall(input, rawInput, handler),
    run: async (rawInput, context) => handler(await input.parseAsync(rawInput ?? {}), context, SILENT),
  }
}
