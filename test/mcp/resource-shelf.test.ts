import t from 'tap'
import { NotFound } from '../../src/errors/nextcloud-errors.js'
import { defineResourceTemplate } from '../../src/mcp/define-resource.js'
import { createInFlight } from '../../src/mcp/in-flight.js'
import { createResourceShelf } from '../../src/mcp/resource-shelf.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { testCaller } from './fixture.js'

const head = { name: 'note', title: 'Note', description: 'A note.', mimeType: 'text/plain', scopes: ['test.read'] }
const fixed = { ...head, uri: 'note://first', read: async () => ({ text: 'fixed' }) }
const template = defineResourceTemplate({
  ...head,
  uriTemplate: 'note://{id}',
  async read({ id }, { user }) {
    if (id === 'gone') throw new NotFound('There is no such note.')
    return { blob: `${id} of ${user.id}` }
  },
})
const shelf = createResourceShelf({ resources: [fixed], resourceTemplates: [template] }, createInFlight(manualPorts()))
const read = async (uri: string, scopes?: string[]) => JSON.parse(await shelf.read(testCaller(scopes), 1, uri))

t.test('a fixed resource comes before a template that fits as well', async t => {
  t.strictSame(await read('note://first'), {
    contents: [{ uri: 'note://first', mimeType: 'text/plain', text: 'fixed' }],
  })
})

t.test('a template reads as the caller, with what the URI names', async t => {
  t.match(await read('note://7'), { contents: [{ uri: 'note://7', blob: '7 of alice' }] })
})

t.test('nothing there and nothing there any more are told alike', async t => {
  for (const uri of ['note://gone', 'file://x'])
    await t.rejects(read(uri), { code: -32602, message: 'Resource not found', data: { uri } })
})

t.test('has says whether something might be there', async t => {
  t.strictSame(
    ['note://first', 'note://gone', 'file://x'].map(uri => shelf.has(uri)),
    [true, true, false],
  )
})

t.test('a token without the scope neither sees nor reads it', async t => {
  t.strictSame(JSON.parse(shelf.list({ scopes: [] }).toString()), { resources: [] })
  t.strictSame(JSON.parse(shelf.listTemplates({ scopes: [] }).toString()), { resourceTemplates: [] })
  await t.rejects(read('note://first', []), { code: -32603, message: /test\.read/ })
})

t.test('lists say what is needed to ask, and no more', async t => {
  const [resource] = JSON.parse(shelf.list({ scopes: undefined }).toString()).resources
  t.strictSame(Object.keys(resource), ['uri', 'name', 'title', 'description', 'mimeType'])
})
