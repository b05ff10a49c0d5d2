import { hostOf } from '../../../src/auth/server/connected-clients.js'
import { html } from '../../../src/http/pages/html.js'
import { layout } from '../../../src/http/pages/layout.js'

/**
 * Takes the browser back to the client. A page and not a redirect, because browsers hold the redirects that follow a form against the policy of the
 * page that had it (Content Security Policy Level 3, `form-action`), and clients redirect on as they like.
 */
export function leavingPage(target: string): string {
  return layout({
    title: 'Back to the application',
    tone: 'good',
    refresh: target,
    body: html`
      <p>Your answer is on its way to <strong>${hostOf(target)}</strong>.</p>
      <p>If nothing happens, <a href="${target}">go on here</a>.</p>
    `,
  })
}
