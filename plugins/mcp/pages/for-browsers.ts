import type { Config } from '../../../src/config/config.js'
import { hasBackgroundAccess } from '../../../src/config/has-background-access.js'
import { isAuthorizationServer } from '../../../src/config/is-authorization-server.js'
import { isOAuthResource } from '../../../src/config/is-oauth-resource.js'
import { html, type Html } from '../../../src/http/pages/html.js'
import { layout } from '../../../src/http/pages/layout.js'

/** For a person who opened the address of MCP in a browser: what it is for, and how one is let in. The same for everybody. */
export function forBrowsersPage(config: Config): string {
  return layout({
    title: 'This address is for assistants',
    tone: 'wait',
    stylesheet: 'mcp/pages.css',
    body: html`
      <p>It speaks the Model Context Protocol, which a browser does not. Give it to an assistant or an IDE:</p>
      <p><code>${config.server.publicUrl}/mcp</code></p>
      <h2>How to sign in there</h2>
      ${waysIn(config)} ${links(config)}
    `,
  })
}

function waysIn(config: Config): readonly Html[] {
  const { mode, nextcloud } = config
  if (mode === 'single_user_basic') return [html`<p>As the administrator of this server told you.</p>`]
  const byBasic = html`<p>
    With your Nextcloud login name and an app password, as HTTP Basic. Make the app password in
    <a href="${nextcloud.publicUrl}/index.php/settings/user/security">your security settings</a>.
  </p>`
  const bySignIn = html`<p>
    With nothing but this address: the assistant opens a browser, and you sign in at Nextcloud.
  </p>`
  const byToken = html`<p>With an access token of your identity provider, as Bearer.</p>`
  return [
    ...(isAuthorizationServer(config) ? [bySignIn] : isOAuthResource(config) ? [byToken] : []),
    ...(mode === 'oauth' ? [] : [byBasic]),
  ]
}

function links(config: Config): Html | undefined {
  if (!hasBackgroundAccess(config)) return undefined
  const connected = isAuthorizationServer(config)
    ? html`<li><a href="oauth/clients">See what is connected to your account</a></li>`
    : undefined
  return html`<h2>In this browser you can</h2>
    <ul>
      <li><a href="oauth/authorize-nextcloud">Allow this server to work for you in the background</a></li>
      ${connected}
    </ul>`
}
