import type { z } from 'zod'
import type { ToolHints } from './annotations.js'
import type { ToolContext } from './tool-context.js'

/** A tool as its file writes it. */
export interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
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
  output: Output
  handler(input: z.output<Input>, context: ToolContext): Promise<z.input<Output>>
}

/** Arguments that were looked at: a call that only wants its context, or what is wrong with them. */
export type PreparedCall =
  { ok: true; run(context: ToolContext): Promise<unknown> } | { ok: false; issues: readonly z.core.$ZodIssue[] }

/** A tool as the core keeps it: the types of its own file are proved, and forgotten. */
export interface Tool {
  name: string
  title: string
  description: string
  scopes: readonly string[]
  annotations: ToolHints
  availability: 'always' | 'offline_access'
  input: z.ZodObject
  output: z.ZodObject
  /** Parses the arguments (synchronously), so that a zod error of the handler's own is never taken for the caller's. */
  prepare(rawInput: unknown): PreparedCall
  /** Parses the arguments, runs the handler. @throws {z.ZodError} for arguments that do not fit. */
  run(rawInput: unknown, context: ToolContext): Promise<unknown>
}

/** Ties a handler to the schemas beside it. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { handler, input, availability = 'always', ...rest } = definition
  return {
    ...rest,
    availability,
    input,
    prepare: rawInput => {
      const parsed = input.safeParse(rawInput ?? {})
      if (!parsed.success) return { ok: false, issues: parsed.error.issues }
      return { ok: true, run: context => handler(parsed.data, context) }
    },
    run: async (rawInput, context) => handler(await input.parseAsync(rawInput ?? {}), context),
  }
}
