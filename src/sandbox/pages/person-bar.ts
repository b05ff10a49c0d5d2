import { html, type Html } from './page-layout.js'
import type { SignedIn } from './browser-session.js'

/** The hidden field that proves that a form came from our own page. */
export function requestTokenField({ session }: SignedIn): Html {
  return html`<input type="hidden" name="requesttoken" value="${session.requestToken}" />`
}

/** Right side of the bar: who is signed in, the administrator's page, logout. */
export function personBar(basePath: string, person: SignedIn): Html {
  const { account } = person
  const settings = html`<a href="${basePath}/settings/admin/astrolabe">Astrolabe settings</a>`
  return html`${account.admin ? settings : html``}<span>${account.displayName}</span>
    <form method="post" action="${basePath}/logout">
      ${requestTokenField(person)}<button type="submit">Log out</button>
    </form>`
}
