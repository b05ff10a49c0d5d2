import type { ProvisioningFailure } from '../../../src/errors/provisioning-failed.js'
import { failureLayout, type FailureDetails, type FailureWords } from '../../../src/http/pages/failure-layout.js'
import { html } from '../../../src/http/pages/html.js'

export interface LoginFailureDetails extends FailureDetails {
  failure: ProvisioningFailure
}

/** Relative: the pages live under the same path. */
const again = html`<a href="login-flow">Start again</a>`
const lookAtNextcloud = html`<p>
  If you granted access at Nextcloud, delete the app password that is named after this server: personal settings,
  Security.
</p>`

const FAILED: FailureWords = {
  title: 'The login failed',
  tone: 'bad',
  next: html`<p>${again}. If it fails again, give the codes below to your administrator.</p>`,
}
const BUSY: FailureWords = {
  title: 'Please try again in a moment',
  tone: 'wait',
  next: html`<p>Wait a minute, then ${again}. If it lasts, tell your administrator the codes below.</p>`,
}
const OVER: FailureWords = { title: 'This login is over', tone: 'wait', next: html`<p>${again}.</p>` }

const WORDS: Partial<Record<ProvisioningFailure, FailureWords>> = {
  denied: {
    title: 'Access was not authorised',
    tone: 'bad',
    next: html`<p>If it was a mistake: ${again}.</p>
      ${lookAtNextcloud}`,
  },
  login_expired: { ...OVER, next: html`<p>${again}, and grant access within twenty minutes.</p>` },
  login_lost: {
    ...FAILED,
    next: html`<p>${again}.</p>
      ${lookAtNextcloud}`,
  },
  credential_refused: {
    ...FAILED,
    next: html`<p>${again}.</p>
      ${lookAtNextcloud}`,
  },
  unknown_state: OVER,
  ticket_unusable: { ...OVER, next: html`<p>Ask for a new link where you got this one.</p>` },
  wrong_browser: {
    title: 'Please stay in one browser',
    tone: 'bad',
    next: html`
      <p>${again} here, and stay in this browser until the end. Cookies must be allowed for this address.</p>
      <p>If somebody sent you the link that led here, do not follow it.</p>
    `,
  },
  wrong_person: {
    ...FAILED,
    title: 'This link belongs to somebody else',
    next: html`<p>Log out of Nextcloud, ask for a new link, and sign in as the person it is made for.</p>`,
  },
  too_many_starts: BUSY,
  too_many_flows: BUSY,
  unavailable: BUSY,
}

/** What happened, and what to do next. Nothing that Nextcloud wrote appears on it. */
export function failurePage({ failure, ...details }: LoginFailureDetails): string {
  return failureLayout(WORDS[failure] ?? FAILED, details)
}
