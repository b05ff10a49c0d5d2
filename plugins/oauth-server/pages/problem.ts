import { html } from '../../../src/http/pages/html.js'
import { layout } from '../../../src/http/pages/layout.js'

export interface Problem {
  /** Ours, plain. */
  description: string
  /** The short code, e.g. `invalid_client`. */
  error: string
  /** Finds the matching lines in the log. */
  requestId: string
}

/** Why we do not go on, for the person: the client is not told, because it is not known who it is (RT-13). */
export function problemPage({ description, error, requestId }: Problem): string {
  return layout({
    title: 'This cannot go on',
    tone: 'bad',
    body: html`
      <p>${description}</p>
      <h2>What to do next</h2>
      <p>
        Go back to the application and connect it again. If it fails again, give the codes below to your administrator.
      </p>
    `,
    footer: html`Code <code>${error}</code> · Reference <code>${requestId}</code>`,
  })
}
