import { html, type Html } from './html.js'
import { layout, type Page } from './layout.js'

/** What a person is told about a failure, and what helps to find it. */
export interface FailureDetails {
  /** Ours, plain. */
  description: string
  /** The short code, e.g. `invalid_request`. */
  error: string
  /** Finds the matching lines in the log. */
  requestId: string
  nextcloudUrl: string
}

/** The words for one kind of failure. */
export interface FailureWords {
  title: string
  tone: Page['tone']
  /** What to do next. */
  next: Html
}

/** What happened, and what to do next. Nothing that Nextcloud or another provider wrote appears on it. */
export function failureLayout({ title, tone, next }: FailureWords, details: FailureDetails): string {
  const { description, error, requestId, nextcloudUrl } = details
  return layout({
    title,
    tone,
    body: html`
      <p>${description}</p>
      <h2>What to do next</h2>
      ${next}
      <p><a href="${nextcloudUrl}">Back to Nextcloud</a></p>
    `,
    footer: html`Code <code>${error}</code> · Reference <code>${requestId}</code>`,
  })
}
