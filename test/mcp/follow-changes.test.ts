import { Client } from '@modelcontextprotocol/client'
import { InMemoryTransport } from '@modelcontextprotocol/server'
import t from 'tap'
import { createChanges } from '../../src/mcp/changes.js'
import { createCurrentServer } from '../../src/mcp/current-server.js'
import { followChanges } from '../../src/mcp/follow-changes.js'
import { conformanceOffer } from '../conformance/fixture/conformance-offer.js'
import { partsOver } from './current-fixture.js'
import { testCaller } from './fixture.js'

t.test('lists are told always, resources while they are watched, nothing after the end', async t => {
  const parts = partsOver(conformanceOffer())
  const changes = createChanges()
  const server = createCurrentServer(parts, () => testCaller())
  const stop = followChanges(server, changes)
  const client = new Client({ name: 'test', version: '1' })
  const heard: string[] = []
  client.fallbackNotificationHandler = async ({ method }) => void heard.push(method)
  const [here, there] = InMemoryTransport.createLinkedPair()
  await server.connect(here)
  await client.connect(there)
  t.teardown(async () => {
    await client.close()
    parts.inFlight.close()
  })
  const uri = 'test://watched-resource'
  changes.publish({ kind: 'resource', uri })
  await client.subscribeResource({ uri })
  for (const kind of ['tools', 'prompts', 'resources'] as const) changes.publish({ kind })
  changes.publish({ kind: 'resource', uri })
  await client.unsubscribeResource({ uri })
  changes.publish({ kind: 'resource', uri })
  stop()
  changes.publish({ kind: 'tools' })
  await client.ping()
  t.strictSame(
    heard.map(method => method.replace('notifications/', '')),
    ['tools/list_changed', 'prompts/list_changed', 'resources/list_changed', 'resources/updated'],
  )
})
