import { isDocumentUrl } from '../../../src/auth/server/clients/document-url.js'
import { hostOf } from '../../../src/auth/server/connected-clients.js'
import { isLocalRedirect } from '../../../src/lib/redirect-uri.js'
import { scopeWords } from '../../../src/auth/server/scope-words.js'
import { html, type Html } from '../../../src/http/pages/html.js'
import { layout } from '../../../src/http/pages/layout.js'
import type { AuthorizationRequest } from '../../../src/storage/authorization-server-storage.js'

export interface ConsentDetails {
  request: AuthorizationRequest
  /** undefined: not signed in yet. */
  userId: string | undefined
  /** Where the sign-in is. */
  signInUrl: string
  csrf: string
  /** The request's id. */
  id: string
}

/** Who wants what, and where the answer goes (RT-11). Nothing on it is decided by anybody but the person. */
export function consentPage({ request, userId, signInUrl, csrf, id }: ConsentDetails): string {
  const { clientName, clientId, redirectUri, scopes } = request
  return layout({
    title: `Allow ${clientName}?`,
    tone: 'wait',
    body: html`
      <p><strong>${clientName}</strong> wants to work with ${account(userId)}.</p>
      <h2>It could</h2>
      <ul>
        ${scopeWords(scopes).map(words => html`<li>${words}</li>`)}
      </ul>
      <h2>Who that is</h2>
      <p>${origin(clientId)}</p>
      <p>${destination(redirectUri)}</p>
      <p>If you did not just start this yourself, deny it.</p>
      ${userId === undefined ? signInNext(signInUrl) : undefined}
      <form method="post" action="consent" class="actions">
        <input type="hidden" name="request" value="${id}" />
        <input type="hidden" name="csrf" value="${csrf}" />
        <button class="main" type="submit" name="decision" value="allow">Allow</button>
        <button type="submit" name="decision" value="deny">Deny</button>
      </form>
    `,
    footer: html`You can end this at any time on the page <a href="clients">Connected applications</a>.`,
  })
}

const account = (userId: string | undefined): Html =>
  userId === undefined ? html`your Nextcloud account` : html`the Nextcloud account <strong>${userId}</strong>`

const signInNext = (signInUrl: string): Html =>
  html`<p>
    If you allow it, you sign in at <strong>${hostOf(signInUrl)}</strong> next, and whoever is signed in there gives the
    access.
  </p>`

function origin(clientId: string): Html {
  if (isDocumentUrl(clientId)) return html`Its identity was published at <strong>${new URL(clientId).host}</strong>.`
  if (clientId.startsWith('ncmcp_client_'))
    return html`It chose its name itself, and nobody checked it. What counts is where it gets access:`
  return html`It was set up by the administrator of this server.`
}

function destination(redirectUri: string): Html {
  const host = hostOf(redirectUri)
  return isLocalRedirect(redirectUri)
    ? html`A program on this computer gets the access, at <strong>${host}</strong>.`
    : html`<strong>${host}</strong> gets the access.`
}
