import t from 'tap'
import { z } from 'zod'
import { READ_ONLY } from '../../src/mcp/annotations.js'
import { createCatalogue } from '../../src/mcp/catalogue.js'
import { defineTool } from '../../src/mcp/define-tool.js'
import { echo, fail } from './fixture.js'

const BASIC = { scopes: undefined }
const parse = (page: string) => JSON.parse(page)
const names = (page: string): string[] => parse(page).tools.map(({ name }: { name: string }) => name)

const many = Array.from({ length: 5 }, (_, index) =>
  defineTool({
    name: `nc_test_${index}`,
    title: `Number ${index}`,
    description: 'One of many.',
    scopes: index % 2 === 0 ? ['even.read'] : [],
    annotations: READ_ONLY,
    input: z.object({}),
    output: z.object({}),
    handler: async () => ({}),
  }),
)

t.test('a tool is listed with title, description, both schemas and all hints', async t => {
  const [tool] = parse(createCatalogue([echo]).list(BASIC)).tools
  t.match(tool, {
    name: 'nc_test_echo',
    title: 'Echo',
    description: 'Says it again.',
    inputSchema: {
      type: 'object',
      required: ['text'],
      properties: { text: { type: 'string', description: 'What to say' } },
    },
    outputSchema: { type: 'object', required: ['said', 'times'] },
    annotations: {
      title: 'Echo',
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
  })
})

t.test('the list of a person is made once', async t => {
  const catalogue = createCatalogue([echo, fail])
  t.equal(catalogue.list(BASIC), catalogue.list(BASIC))
  t.strictSame(names(catalogue.list(BASIC)), ['nc_test_echo', 'nc_test_fail'])
})

t.test('a token sees what its scopes allow', async t => {
  const catalogue = createCatalogue([echo, fail])
  t.strictSame(names(catalogue.list({ scopes: [] })), [])
  t.strictSame(names(catalogue.list({ scopes: ['test.read', 'other'] })), ['nc_test_echo'])
  t.strictSame(names(catalogue.list({ scopes: ['test.write', 'test.read'] })), ['nc_test_echo', 'nc_test_fail'])
})

t.test('pages follow each other without gaps, and the last one has no cursor', async t => {
  const catalogue = createCatalogue(many, 2)
  const first = parse(catalogue.list(BASIC))
  const second = parse(catalogue.list(BASIC, first.nextCursor))
  const third = parse(catalogue.list(BASIC, second.nextCursor))
  t.strictSame(
    [first, second, third].flatMap(page => page.tools.map(({ name }: { name: string }) => name)),
    many.map(({ name }) => name),
  )
  t.equal(third.nextCursor, undefined)
})

t.test('pages of a token hold only what it may use', async t => {
  const catalogue = createCatalogue(many, 1)
  const first = parse(catalogue.list({ scopes: [] }))
  t.strictSame(names(catalogue.list({ scopes: [] })), ['nc_test_1'])
  t.strictSame(names(catalogue.list({ scopes: [] }, first.nextCursor)), ['nc_test_3'])
})

t.test('a full last page is the last', async t => {
  t.equal(parse(createCatalogue(many, 5).list(BASIC)).nextCursor, undefined)
})

t.test('a cursor that was not given is refused', async t => {
  const catalogue = createCatalogue(many, 2)
  t.throws(() => catalogue.list(BASIC, 'nonsense'), { code: -32602 })
  t.throws(() => catalogue.list({ scopes: [] }, Buffer.from('nc_test_0').toString('base64url')), { code: -32602 })
})

t.test('find knows tools by name and nothing else', async t => {
  const catalogue = createCatalogue([echo])
  t.equal(catalogue.find('nc_test_echo'), echo)
  t.equal(catalogue.find('constructor'), undefined)
})
