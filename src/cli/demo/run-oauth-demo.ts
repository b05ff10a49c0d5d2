import { startCallbackListener, type CallbackListener } from './callback-listener.js'
import { createDemoBrowser } from './demo-browser.js'
import type { DemoWorld } from './demo-world.js'
import type { Narrator } from './narrator.js'
import { showAccounts } from './show-accounts.js'
import { connectAgain } from './steps/connect-again.js'
import { disconnectClient } from './steps/disconnect-client.js'
import { discover } from './steps/discover.js'
import { exchangeCode } from './steps/exchange-code.js'
import { keepTokensApart } from './steps/keep-tokens-apart.js'
import { meetChallenge } from './steps/meet-challenge.js'
import { narrowToken } from './steps/narrow-token.js'
import { registerClient } from './steps/register-client.js'
import { reuseRefreshToken } from './steps/reuse-refresh-token.js'
import { signIn } from './steps/sign-in.js'
import { workByNextcloudToken } from './steps/work-by-nextcloud-token.js'
import { workByOpaqueToken } from './steps/work-by-opaque-token.js'

/** The story of OAuth mode, told with what really happens. @throws {DemoFailed} at the first step that does not hold. */
export async function runOAuthDemo(world: DemoWorld, tell: Narrator): Promise<void> {
  const callback = await startCallbackListener()
  try {
    await tellStory(world, tell, callback)
  } finally {
    await callback.close()
  }
}

async function tellStory(world: DemoWorld, tell: Narrator, callback: CallbackListener): Promise<void> {
  const metadataUrl = await meetChallenge(world, tell)
  const client = await registerClient(tell, await discover(world, tell, metadataUrl), callback.url)
  const walk = { client, browser: createDemoBrowser(), callback }
  const authorized = await signIn(world, tell, walk)
  const tokens = await exchangeCode(tell, client, authorized)
  await keepTokensApart(world, tell, { client, authorized, tokens })
  const noteId = await workByOpaqueToken(world, tell, tokens)
  const narrow = await narrowToken(world, tell, { client, tokens, noteId })
  await reuseRefreshToken(world, tell, { client, tokens: narrow })
  const again = await connectAgain(world, tell, walk)
  await disconnectClient(world, tell, { client, tokens: again, browser: walk.browser })
  await workByNextcloudToken(world, tell, noteId)
}

/** What a person needs to go on with a client of their own. */
export function inviteOAuth({ serverUrl, sandbox }: DemoWorld, tell: Narrator): void {
  tell.step('Your turn')
  tell.say('Everything stays up until you press Ctrl-C. Connect an assistant of your own; it needs the address alone:')
  tell.show(`claude mcp add --transport http nextcloud ${serverUrl}/mcp     # then /mcp inside Claude Code, to sign in`)
  tell.show(
    `npx @modelcontextprotocol/inspector     # Node.js 22.19 or later; transport Streamable HTTP, URL ${serverUrl}/mcp`,
  )
  tell.say('Look at what clients see:')
  tell.show(`curl -i -X POST ${serverUrl}/mcp`)
  tell.show(`curl ${serverUrl}/.well-known/oauth-protected-resource/mcp`)
  tell.show(`curl ${serverUrl}/.well-known/oauth-authorization-server`)
  tell.say('Open in a browser:')
  tell.show(`Connected applications     ${serverUrl}/oauth/clients`)
  tell.show(`A person's notes           ${sandbox.url}/`)
  showAccounts(tell, sandbox.users)
}
