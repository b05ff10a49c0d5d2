import t from 'tap'
import { clientsPage } from '../../../../plugins/oauth-server/pages/clients.js'

const client = {
  clientId: 'client-1',
  name: '<i>Claude</i>',
  hosts: ['claude.ai', '127.0.0.1'],
  scopes: ['notes.read'],
  allowedAt: Date.UTC(2026, 10, 24) / 1000,
  lastUsedAt: null,
}

t.test('each client has its name, its hosts, its rights, its days and its button', async t => {
  const html = clientsPage({
    userId: 'alice',
    csrf: 'c',
    clients: [client, { ...client, lastUsedAt: client.allowedAt + 86_400 }],
  })
  t.match(
    html,
    /&lt;i&gt;Claude[^]*claude\.ai, 127\.0\.0\.1[^]*Read your notes[^]*Allowed on 2026-11-24\.[^]*no access at the moment/,
  )
  t.match(html, /Last access on 2026-11-25/)
  t.match(html, /action="disconnect"[^]*name="client" value="client-1"[^]*name="csrf" value="c"/)
})

t.test('without clients it says so, and one can sign out', async t => {
  t.match(clientsPage({ userId: 'alice', csrf: 'c', clients: [] }), /There are none\.[^]*action="logout"/)
})
