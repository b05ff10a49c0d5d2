import type { FailurePage } from '../../../src/auth/provisioning/outcomes.js'
import { failureLayout, type FailureDetails, type FailureWords } from '../../../src/http/pages/failure-layout.js'
import { html } from '../../../src/http/pages/html.js'

export interface ProvisioningFailureDetails extends FailureDetails {
  page: FailurePage
}

/** Relative: both pages live under the same path. */
const again = html`<a href="authorize-nextcloud">Start again</a>`

const WORDS: Readonly<Record<FailurePage, FailureWords>> = {
  denied: {
    title: 'Access was not authorised',
    tone: 'bad',
    next: html`<p>
      If you chose to deny it, there is nothing to do. If it was a mistake: ${again} and choose to allow access.
    </p>`,
  },
  expired: {
    title: 'This authorization is over',
    tone: 'wait',
    next: html`
      <p>An authorization must be finished within ten minutes, and it works once; the back button cannot repeat it.</p>
      <p>If you saw a page that said access was authorised, all is well. Otherwise: ${again}.</p>
    `,
  },
  wrong_browser: {
    title: 'Please stay in one browser',
    tone: 'bad',
    next: html`
      <p>${again} here, and stay in this browser until the end. Cookies must be allowed for this address.</p>
      <p>If somebody sent you the link that led here, do not follow it.</p>
    `,
  },
  failed: {
    title: 'The authorization failed',
    tone: 'bad',
    next: html`<p>${again}. If it fails again, give the codes below to your administrator.</p>`,
  },
  unavailable: {
    title: 'Please try again in a moment',
    tone: 'wait',
    next: html`<p>Wait a minute, then ${again}. If it lasts, tell your administrator the codes below.</p>`,
  },
}

/** What happened, and what to do next. Nothing that the identity provider wrote appears on it. */
export function failurePage({ page, ...details }: ProvisioningFailureDetails): string {
  return failureLayout(WORDS[page], details)
}
