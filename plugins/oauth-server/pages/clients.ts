import type { ConnectedClient } from '../../../src/auth/server/connected-clients.js'
import { scopeWords } from '../../../src/auth/server/scope-words.js'
import { html, type Html } from '../../../src/http/pages/html.js'
import { layout } from '../../../src/http/pages/layout.js'

export interface ClientsDetails {
  userId: string
  clients: readonly ConnectedClient[]
  csrf: string
}

/** Everything that may work in a person's name through us, each with a button that ends it. */
export function clientsPage({ userId, clients, csrf }: ClientsDetails): string {
  return layout({
    title: 'Connected applications',
    tone: 'good',
    body: html`
      <p>These applications may work with the Nextcloud account <strong>${userId}</strong> through this server.</p>
      ${clients.length === 0 ? html`<p>There are none.</p>` : clients.map(client => section(client, csrf))}
      <form method="post" action="logout" class="actions">
        <input type="hidden" name="csrf" value="${csrf}" />
        <button type="submit">Sign out of this page</button>
      </form>
    `,
    footer: html`Signing out leaves applications connected.`,
  })
}

function section({ clientId, name, hosts, scopes, allowedAt, lastUsedAt }: ConnectedClient, csrf: string): Html {
  return html`<section class="client">
    <h2>${name}</h2>
    <p>${hosts.join(', ')}</p>
    <p>${scopeWords(scopes).join('; ')}</p>
    <p class="quiet">
      Allowed on ${day(allowedAt)}.
      ${lastUsedAt === null ? 'It has no access at the moment.' : `Last access on ${day(lastUsedAt)}.`}
    </p>
    <form method="post" action="disconnect">
      <input type="hidden" name="client" value="${clientId}" />
      <input type="hidden" name="csrf" value="${csrf}" />
      <button type="submit">Disconnect</button>
    </form>
  </section>`
}

/** UTC, e.g. `2026-11-24`. */
const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10)
