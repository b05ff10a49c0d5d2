import t from 'tap'
import { createPages } from '../../src/mcp/pages.js'

const entry = (key: string, ...scopes: string[]) => ({ key, scopes, json: JSON.stringify({ key }) })
const list = createPages('things', [entry('a'), entry('b', 'x'), entry('c'), entry('d', 'x')], 2)
const everybody = { scopes: undefined }

t.test('pages follow each other by cursor until there is no more', async t => {
  const first = JSON.parse(list(everybody).toString())
  t.strictSame(first.things, [{ key: 'a' }, { key: 'b' }])
  t.strictSame(JSON.parse(list(everybody, first.nextCursor).toString()), { things: [{ key: 'c' }, { key: 'd' }] })
})

t.test('what a token may not use is not listed', async t => {
  t.strictSame(JSON.parse(list({ scopes: [] }).toString()), { things: [{ key: 'a' }, { key: 'c' }] })
})

t.test('a cursor that leads to nothing of this caller’s is refused', async t => {
  const { nextCursor } = JSON.parse(list(everybody).toString())
  t.throws(() => list({ scopes: [] }, nextCursor), { code: -32602 })
  t.throws(() => list(everybody, 'x'), { code: -32602 })
})

t.test('the same page is encoded once', async t => {
  t.equal(list(everybody), list(everybody))
  t.equal(list({ scopes: [] }), list({ scopes: ['y'] }), 'whatever scopes lead to it')
})

t.test('an empty list is a list', async t => {
  t.strictSame(JSON.parse(createPages('things', [])(everybody).toString()), { things: [] })
})
