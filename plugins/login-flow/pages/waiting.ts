import { html } from '../../../src/http/pages/html.js'
import { layout } from '../../../src/http/pages/layout.js'

const REFRESH_SECONDS = 3

export interface WaitingDetails {
  /** Nextcloud's page for this login; null: it was granted and is being checked. */
  loginUrl: string | null
  flowId: string
  minutesLeft: number
}

/** Asks the person to grant at Nextcloud, and looks again by itself. */
export function waitingPage({ loginUrl, flowId, minutesLeft }: WaitingDetails): string {
  if (loginUrl === null) {
    const body = html`<p>Nextcloud granted access. It is being checked; this page goes on by itself.</p>`
    return layout({ title: 'One moment', tone: 'wait', body, refreshSeconds: REFRESH_SECONDS })
  }
  return layout({
    title: 'Allow access at Nextcloud',
    tone: 'wait',
    refreshSeconds: REFRESH_SECONDS,
    body: html`
      <p>
        <a href="${loginUrl}" target="_blank" rel="noopener noreferrer">Open Nextcloud</a>, log in, and choose
        <strong>Grant access</strong>. Then come back to this page: it goes on by itself.
      </p>
      <h2>What is stored</h2>
      <p>
        An app password that Nextcloud makes for this server, encrypted. Your own password is not seen and not stored.
      </p>
      <p>${minutesLeft} minutes are left. Do not go on if somebody sent you here.</p>
      <form method="post" action="login-flow-cancel?flow=${flowId}">
        <button type="submit">I do not want this</button>
      </form>
    `,
  })
}
