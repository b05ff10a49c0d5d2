import { hostOf } from '../../../src/auth/server/connected-clients.js'
import { html, type Html } from '../../../src/http/pages/html.js'
import { layout } from '../../../src/http/pages/layout.js'

type Reason = 'client' | 'sign_in' | 'signed_out'

const TITLES: Readonly<Record<Reason, string>> = {
  client: 'Back to the application',
  sign_in: 'On to the sign-in',
  signed_out: 'Signed out',
}

/**
 * Takes the browser on: back to the client, to the sign-in, or to Nextcloud. A page and not a redirect, because browsers hold the redirects that follow
 * a form against the policy of the page that had it (Content Security Policy Level 3, `form-action`), and the first two redirect on as they like.
 */
export function leavingPage(target: string, to: Reason = 'client'): string {
  return layout({
    title: TITLES[to],
    tone: to === 'sign_in' ? 'wait' : 'good',
    refresh: target,
    body: html`
      ${words(to, hostOf(target))}
      <p>If nothing happens, <a href="${target}">go on here</a>.</p>
    `,
  })
}

function words(to: Reason, host: string): Html {
  if (to === 'client') return html`<p>Your answer is on its way to <strong>${host}</strong>.</p>`
  return to === 'sign_in'
    ? html`<p>Sign in at <strong>${host}</strong>. The application gets its access after that.</p>`
    : html`<p>You are signed out of the page of applications. They stay connected. On to <strong>${host}</strong>.</p>`
}
