import t from 'tap'
import { defineResourceTemplate } from '../../src/mcp/define-resource.js'

t.test('a template matches by its own text, and completes nothing unless it says so', async t => {
  const template = defineResourceTemplate({
    name: 'note',
    title: 'Note',
    description: 'A note.',
    mimeType: 'text/plain',
    scopes: [],
    uriTemplate: 'note://{id}',
    read: async ({ id }) => ({ text: id ?? '' }),
  })
  t.strictSame(template.match('note://7'), { id: '7' })
  t.equal(template.match('file://7'), undefined)
  t.strictSame(template.complete, {})
})
