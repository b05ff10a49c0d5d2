import t from 'tap'
import { createChanges } from '../../src/mcp/changes.js'
import { defineResourceTemplate } from '../../src/mcp/define-resource.js'
import { capabilitiesOf, needsSessions } from '../../src/mcp/offer.js'
import { conformanceOffer } from '../conformance/fixture/conformance-offer.js'
import { echo } from './fixture.js'

const head = { name: 'n', title: 'N', description: 'A note.', mimeType: 'text/plain', scopes: [] }
const template = { ...head, uriTemplate: 'note://{id}', read: async () => ({ text: '' }) }

t.test('what is not there is not advertised', async t => {
  t.strictSame(capabilitiesOf({ tools: [echo] }), { tools: {} })
  t.strictSame(capabilitiesOf({ tools: [], resources: [], prompts: [], resourceTemplates: [] }), { tools: {} })
})

t.test('a template makes resources, and completion only when it completes', async t => {
  const silent = defineResourceTemplate(template)
  t.strictSame(capabilitiesOf({ tools: [], resourceTemplates: [silent] }), { tools: {}, resources: {} })
  const helpful = defineResourceTemplate({ ...template, complete: { id: async () => [] } })
  t.strictSame(capabilitiesOf({ tools: [], resourceTemplates: [helpful] }).completions, {})
})

t.test('where things change, clients may listen to all of them', async t => {
  t.strictSame(capabilitiesOf(conformanceOffer()), {
    tools: { listChanged: true },
    resources: { listChanged: true, subscribe: true },
    prompts: { listChanged: true },
    completions: {},
    logging: {},
  })
})

t.test('sessions exist where something talks or changes, and nowhere else', async t => {
  const { tools } = conformanceOffer()
  t.notOk(needsSessions({ tools: [echo] }))
  t.ok(needsSessions({ tools: [echo], changes: createChanges() }))
  t.ok(needsSessions({ tools }))
})
