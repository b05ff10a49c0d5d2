import t from 'tap'
import { createTicket } from '../../../src/auth/provisioning/create-ticket.js'
import { takeTicket } from '../../../src/auth/provisioning/take-ticket.js'
import { manualPorts } from '../../helpers/manual-ports.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'

t.test('a ticket names its person once, within ten minutes; none names nobody', async t => {
  const ports = manualPorts()
  const { storage } = await openTestStorage(t, { now: ports.now })
  const deps = { storage, ports, publicUrl: 'http://mcp' }
  const ticketFor = async (userId: string) =>
    new URL((await createTicket(deps, userId)).url).searchParams.get('ticket') ?? ''
  t.equal(await takeTicket(deps, undefined), null)
  const ticket = await ticketFor('alice')
  t.equal(await takeTicket(deps, ticket), 'alice')
  const late = await ticketFor('alice')
  ports.advance(600_000)
  for (const bad of [ticket, late, 'unknown'])
    await t.rejects(takeTicket(deps, bad), { code: 'NCMCP_PROVISIONING_FAILED', failure: 'ticket_unusable' })
})
