import type { DemoBrowser, Page } from '../demo-browser.js'
import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'
import type { OAuthClient, Tokens } from '../oauth-client.js'
import { postMcp } from '../post-mcp.js'

export interface Connected {
  client: Pick<OAuthClient, 'information'>
  tokens: Pick<Tokens, 'access_token'>
  /** Of the person, signed in. */
  browser: DemoBrowser
}

/** The person sees what is connected to her account, and ends it. */
export async function disconnectClient(
  { serverUrl }: Pick<DemoWorld, 'serverUrl'>,
  tell: Narrator,
  { client, tokens, browser }: Connected,
): Promise<void> {
  tell.step('Alice looks at what is connected to her account, and disconnects it')
  const { client_name: name = '' } = client.information
  const authorization = `Bearer ${tokens.access_token}`
  const before = await postMcp(serverUrl, authorization)
  const list = await browser.open(`${serverUrl}/oauth/clients`)
  tell.show(`GET /oauth/clients -> ${namesOn(list).join(', ') || 'nothing'}; its token at /mcp -> ${before.status}`)
  if (before.status !== 200 || !namesOn(list).includes(name)) throw new DemoFailed(`${name} is not connected.`)
  const left = await browser.submit(list, /^disconnect$/i)
  const after = await postMcp(serverUrl, authorization)
  tell.show(`Disconnect -> ${namesOn(left).join(', ') || 'nothing'} left; its token at /mcp -> ${after.status}`)
  if (after.status !== 401 || namesOn(left).includes(name)) throw new DemoFailed(`${name} is still connected.`)
}

const namesOn = ({ html }: Page) => [...html.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, name = '']) => name)
