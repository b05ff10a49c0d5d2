import { z } from 'zod'

/** A JSON Schema document (2020-12) whose root is an object. */
export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * What a model needs to know of a zod schema, in JSON Schema 2020-12, the dialect that MCP takes when `$schema` is absent (SEP-1613).
 * Left out, because it costs the model tokens and says nothing: `$schema`, the safe-integer bounds, and the pattern beside a named format.
 *
 * @param io - `input`: what a caller may write. `output`: what comes back.
 * @throws {Error} of zod, at boot, for what JSON Schema cannot say (dates, maps, functions).
 */
export function toJsonSchema(schema: z.ZodObject, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...document } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    override: ({ jsonSchema }) => shorten(jsonSchema),
  })
  return document
}

function shorten(node: z.core.JSONSchema.BaseSchema): void {
  if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum
  if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum
  if (node.format !== undefined) delete node.pattern
}
