import t from 'tap'
import { createTicket } from '../../../src/auth/provisioning/create-ticket.js'
import { sha256 } from '../../../src/lib/sha256.js'
import { manualPorts } from '../../helpers/manual-ports.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'

async function setUp(t: import('tap').Test) {
  const ports = manualPorts()
  const { storage } = await openTestStorage(t)
  const create = (userId: string) => createTicket({ storage, ports, publicUrl: 'https://mcp.example' }, userId)
  const now = () => Math.floor(ports.now() / 1000)
  return { ports, storage, create, now }
}

t.test('a ticket is 256 bits in a link, good for ten minutes and one use', async t => {
  const { storage, create, now } = await setUp(t)
  const { url, expiresAt } = await create('alice')
  t.match(url, /^https:\/\/mcp\.example\/oauth\/authorize-nextcloud\?ticket=[\w-]{43}$/)
  t.equal(expiresAt, now() + 600)
  const hash = sha256(new URL(url).searchParams.get('ticket') ?? '')
  t.match(await storage.tickets.take(hash, now()), { userId: 'alice', ticketHash: hash })
  t.equal(await storage.tickets.take(hash, now()), undefined)
})

t.test('a person holds five at most; others, and later ones, are not concerned', async t => {
  const { ports, create } = await setUp(t)
  for (let count = 0; count < 5; count += 1) await create('alice')
  await t.rejects(create('alice'), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE', retryAfterSeconds: 600 })
  await create('bob')
  ports.advance(601_000)
  await create('alice')
})
