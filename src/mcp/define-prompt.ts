import type { z } from 'zod'
import type { PromptMessage } from './content.js'
import type { Conversation, MayAsk } from './conversation.js'
import { prepareCall, type PreparedCall } from './define-tool.js'
import type { Completions } from './define-resource.js'
import type { ToolContext } from './tool-context.js'

/** A prompt as its file writes it. Arguments are strings, as the protocol has it. */
export interface PromptDefinition<Arguments extends z.ZodObject> {
  name: string
  title: string
  description: string
  /** As a tool's. */
  scopes: readonly string[]
  arguments: Arguments
  complete?: Completions
  handler(
    input: z.output<Arguments>,
    context: ToolContext,
    conversation: Conversation,
  ): Promise<MayAsk<readonly PromptMessage[]>>
}

/** A prompt as the core keeps it. */
export interface Prompt {
  name: string
  title: string
  description: string
  scopes: readonly string[]
  arguments: readonly { name: string; description: string; required: boolean }[]
  complete: Completions
  prepare(rawArguments: unknown): PreparedCall
}

export function definePrompt<Arguments extends z.ZodObject>(definition: PromptDefinition<Arguments>): Prompt {
  const { handler, arguments: schema, complete = {}, ...rest } = definition
  return {
    ...rest,
    complete,
    arguments: Object.entries(schema.shape).map(([name, field]) => describe(name, field)),
    prepare: rawArguments => prepareCall(schema, rawArguments, handler),
  }
}

function describe(name: string, field: z.core.$ZodType & { description?: string | undefined }) {
  return { name, description: field.description ?? '', required: !isOptional(field) }
}

function isOptional(field: z.core.$ZodType): boolean {
  return field._zod.optin === 'optional'
}
