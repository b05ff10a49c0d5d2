import type { Shown } from '../helpers/browser.js'
import type { HybridServer } from '../helpers/hybrid-server.js'
import { personsBrowser } from '../helpers/scripted-client.js'

interface Choices {
  uid?: string
  decision?: 'allow' | 'deny'
}

const MAX_PAGES = 6

/**
 * Somebody opens the link of an MCP client and does what each page asks, in whatever order they come: signs in at Nextcloud, answers our question.
 *
 * @returns where the client is told the outcome.
 * @throws {RangeError} when a page asks for nothing that is known, or the pages have no end.
 */
export async function throughThePages(
  server: Pick<HybridServer, 'url' | 'sandbox'>,
  link: string,
  { uid = 'alice', decision = 'allow' }: Choices = {},
): Promise<URL> {
  const browser = personsBrowser(server)
  const { loginName: user, password } = server.sandbox.users.find(one => one.uid === uid)!
  const next = async (page: Shown): Promise<Shown> => {
    if (page.html.includes('name="decision"')) return browser.submit(page, 'consent', { decision })
    if (page.html.includes('name="password"')) return browser.submit(page, '/login', { user, password })
    throw new RangeError(`nothing to answer on ${new URL(page.url).pathname} (${page.status})`)
  }
  let page = await browser.open(link)
  for (let count = 0; page.status !== 0 && count < MAX_PAGES; count += 1) page = await next(page)
  if (page.status !== 0) throw new RangeError(`still on ${new URL(page.url).pathname} (${page.status})`)
  return new URL(page.url)
}
