import { html } from '../../../src/http/pages/html.js'
import { layout } from '../../../src/http/pages/layout.js'

/** The app password is stored. */
export function successPage({ userId, nextcloudUrl }: { userId: string; nextcloudUrl: string }): string {
  return layout({
    title: 'Access authorised',
    tone: 'good',
    body: html`
      <p>This server may now work in the background for the Nextcloud account <strong>${userId}</strong>.</p>
      <h2>What was stored</h2>
      <p>
        An app password, encrypted. Nextcloud lists it in your personal settings under Security, by the name of this
        server.
      </p>
      <h2>What to do next</h2>
      <p>You can close this window, or <a href="${nextcloudUrl}">go back to Nextcloud</a>.</p>
      <p>To end the access later, delete the app password there, or ask an MCP client to revoke it.</p>
    `,
  })
}
