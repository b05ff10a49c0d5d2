import type { z } from 'zod'
import type { ToolHints } from './annotations.js'
import { SILENT, type ClientFeature, type Conversation } from './conversation.js'
import type { ToolContext } from './tool-context.js'

/** What every tool's file writes, whatever the tool answers with. */
export interface ToolHead<Input extends z.ZodObject> {
  /** `nc_<app>_<verb>_<noun>`, snake case, ends with the file name. */
  name: string
  /** For people. */
  title: string
  /** One to three sentences for the model, at most 1024 characters, no shell metacharacters. */
  description: string
  /** `<app>.read` or `<app>.write`; empty for tools about the caller. */
  scopes: readonly string[]
  annotations: ToolHints
  /** Where it exists: everywhere, or only where background access does. */
  availability?: 'always' | 'offline_access'
  /** Every parameter has a description. */
  input: Input
}

/** A tool as its file writes it. */
export interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> extends ToolHead<Input> {
  output: Output
  handler(input: z.output<Input>, context: ToolContext): Promise<z.input<Output>>
}

/** Arguments that were looked at: a call that only wants its context, or what is wrong with them. */
export type PreparedCall =
  | {
      ok: true
      /** @param conversation - default: nobody listens. */
      run(context: ToolContext, conversation?: Conversation): Promise<unknown>
      /** The arguments as they were understood, as text: the same for the same call. */
      fingerprint(): string
    }
  | { ok: false; issues: readonly z.core.$ZodIssue[] }

/** A tool as the core keeps it: the types of its own file are proved, and forgotten. */
export interface Tool {
  name: string
  title: string
  description: string
  scopes: readonly string[]
  annotations: ToolHints
  availability: 'always' | 'offline_access'
  input: z.ZodObject
  /** undefined: it answers with blocks of content instead of an object. */
  output: z.ZodObject | undefined
  /** Does it say or ask something before its answer? Such a tool needs a stream, and for questions a client that can answer. */
  talks: boolean
  /** What the client must be able to do, or the call is refused. */
  needs: readonly ClientFeature[]
  /** Parses the arguments (synchronously), so that a zod error of the handler's own is never taken for the caller's. */
  prepare(rawInput: unknown): PreparedCall
  /** Parses the arguments, runs the handler. @throws {z.ZodError} for arguments that do not fit. */
  run(rawInput: unknown, context: ToolContext): Promise<unknown>
}

/** Ties a handler to the schemas beside it. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool & { output: z.ZodObject } {
  const { handler, input, availability = 'always', ...rest } = definition
  return {
    ...rest,
    availability,
    input,
    talks: false,
    needs: [],
    prepare: rawInput => prepareCall(input, rawInput, handler),
    run: async (rawInput, context) => handler(await input.parseAsync(rawInput ?? {}), context),
  }
}

/** Parses what the caller gave, and keeps the handler's call for later. */
export function prepareCall<Input extends z.ZodObject>(
  input: Input,
  rawInput: unknown,
  handler: (input: z.output<Input>, context: ToolContext, conversation: Conversation) => Promise<unknown>,
): PreparedCall {
  const parsed = input.safeParse(rawInput ?? {})
  if (!parsed.success) return { ok: false, issues: parsed.error.issues }
  return {
    ok: true,
    run: (context, conversation = SILENT) => handler(parsed.data, context, conversation),
    fingerprint: () => JSON.stringify(parsed.data),
  }
}
