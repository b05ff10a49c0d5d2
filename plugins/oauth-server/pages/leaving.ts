import { hostOf } from '../../../src/auth/server/connected-clients.js'
import { html } from '../../../src/http/pages/html.js'
import { layout } from '../../../src/http/pages/layout.js'

/**
 * Takes the browser on: back to the client, or to the sign-in. A page and not a redirect, because browsers hold the redirects that follow a
 * form against the policy of the page that had it (Content Security Policy Level 3, `form-action`), and both redirect on as they like.
 */
export function leavingPage(target: string, to: 'client' | 'sign_in' = 'client'): string {
  const host = hostOf(target)
  return layout({
    title: to === 'client' ? 'Back to the application' : 'On to the sign-in',
    tone: to === 'client' ? 'good' : 'wait',
    refresh: target,
    body: html`
      ${
        to === 'client'
          ? html`<p>Your answer is on its way to <strong>${host}</strong>.</p>`
          : html`<p>Sign in at <strong>${host}</strong>. The application gets its access after that.</p>`
      }
      <p>If nothing happens, <a href="${target}">go on here</a>.</p>
    `,
  })
}
