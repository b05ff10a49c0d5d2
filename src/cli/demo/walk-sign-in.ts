import { hasButton, type DemoBrowser, type Page } from './demo-browser.js'
import { DemoFailed } from './demo-failed.js'
import type { DemoWorld } from './demo-world.js'
import type { CallbackListener } from './callback-listener.js'
import type { Narrator } from './narrator.js'
import { newAttempt, type OAuthClient } from './oauth-client.js'
import { showHops } from './show-hops.js'

/** What the browser brought back to the client. */
export interface Authorized {
  code: string
  verifier: string
}

/** Who walks, with which browser, and where the client waits. */
export interface Walk {
  client: OAuthClient
  browser: DemoBrowser
  callback: CallbackListener
}

interface Form {
  words: string
  button: RegExp
  fields?: Record<string, string>
}

const LOG_IN = /log ?in/i
const ALLOW = /^allow$/i
const MAX_FORMS = 5

/**
 * The client sends alice's browser to sign in, and she allows it. Which form is on the page decides what she does, not the order of the pages.
 *
 * @throws {DemoFailed} when the browser does not come back, or not with a code for this very attempt.
 */
export async function walkSignIn(
  world: Pick<DemoWorld, 'serverUrl' | 'sandbox' | 'user'>,
  tell: Narrator,
  { client, browser, callback }: Walk,
): Promise<Authorized> {
  const { url, state, verifier } = await newAttempt(client)
  let page = await browser.open(url)
  showHops(tell, page)
  let answer = callback.take()
  for (let forms = 0; forms < MAX_FORMS && !answer; forms += 1) {
    page = await fillIn(tell, browser, page, formOn(world, page))
    answer = callback.take()
  }
  const code = answer?.get('code')
  if (!code || answer?.get('state') !== state) throw new DemoFailed('The browser did not come back with a code.')
  return { code, verifier }
}

async function fillIn(tell: Narrator, browser: DemoBrowser, page: Page, form: Form): Promise<Page> {
  tell.say(form.words)
  for (const [, item = ''] of page.html.matchAll(/<li>([^<]*)<\/li>/g)) tell.show(`* ${item}`)
  const next = await browser.submit(page, form.button, form.fields)
  showHops(tell, next)
  return next
}

function formOn({ serverUrl, user }: Pick<DemoWorld, 'serverUrl' | 'user'>, page: Page): Form {
  const { loginName, password } = user('alice')
  if (hasButton(page, LOG_IN))
    return {
      words: 'Nextcloud asks who she is: alice signs in there, and nowhere else.',
      button: LOG_IN,
      fields: { user: loginName, password },
    }
  if (page.url.startsWith(`${serverUrl}/`))
    return { words: 'The page of the MCP server: may this assistant do that? Alice clicks Allow.', button: ALLOW }
  return { words: 'The page of Nextcloud: may the MCP server act for her? Alice clicks Allow.', button: ALLOW }
}
