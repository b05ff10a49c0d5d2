import t from 'tap'
import { z } from 'zod'
import { toJsonSchema } from '../../src/mcp/json-schema.js'

t.test('what says nothing to a model is left out', async t => {
  const schema = z.object({ id: z.int(), at: z.iso.datetime({ offset: true }), size: z.int().min(3).max(9) })
  t.strictSame(toJsonSchema(schema, 'input'), {
    type: 'object',
    properties: {
      id: { type: 'integer' },
      at: { type: 'string', format: 'date-time' },
      size: { type: 'integer', minimum: 3, maximum: 9 },
    },
    required: ['id', 'at', 'size'],
  })
})

t.test('a pattern without a format stays', async t => {
  const { properties } = toJsonSchema(z.object({ name: z.string().regex(/^[a-z]+$/) }), 'input')
  t.match(properties, { name: { pattern: '^[a-z]+$' } })
})

t.test('a parameter with a default may be left out, and is always in the output', async t => {
  const schema = z.object({ limit: z.int().default(20) })
  t.equal(toJsonSchema(schema, 'input')['required'], undefined)
  t.strictSame(toJsonSchema(schema, 'output')['required'], ['limit'])
})

t.test('the output is closed', async t => {
  t.equal(toJsonSchema(z.object({}), 'output')['additionalProperties'], false)
})

t.test('a type that JSON does not have stops the boot', async t => {
  t.throws(() => toJsonSchema(z.object({ at: z.date() }), 'input'))
})
