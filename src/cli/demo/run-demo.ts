import type { DemoWorld } from './demo-world.js'
import type { Narrator } from './narrator.js'
import { showAccounts } from './show-accounts.js'
import { showClients } from './show-clients.js'
import { authorize } from './steps/authorize.js'
import { enablePreset } from './steps/enable-preset.js'
import { inspectGrant } from './steps/inspect-grant.js'
import { receiveEvent } from './steps/receive-event.js'
import { refuseStranger } from './steps/refuse-stranger.js'
import { workByBasic } from './steps/work-by-basic.js'

/** The story of hybrid mode, told with what really happens. @throws {DemoFailed} at the first step that does not hold. */
export async function runDemo(world: DemoWorld, tell: Narrator): Promise<void> {
  const noteId = await workByBasic(world, tell)
  await refuseStranger(world, tell)
  await authorize(world, tell)
  await inspectGrant(world, tell)
  await enablePreset(world, tell)
  await receiveEvent(world, tell, noteId)
}

/** What a person needs to go on in a browser. */
export function invite(world: DemoWorld, tell: Narrator): void {
  tell.step('Your turn')
  tell.say('Everything stays up until you press Ctrl-C. Open in a browser:')
  tell.show(`Astrolabe admin settings   ${world.sandbox.url}/settings/admin/astrolabe`)
  tell.show(`A person's notes           ${world.sandbox.url}/`)
  tell.show(`Management API             ${world.serverUrl}/api/v1/openapi.json`)
  showAccounts(tell, world.sandbox.users)
  tell.say('An MCP client connects with HTTP Basic, for example one of these:')
  const { loginName, password } = world.user('alice')
  showClients(tell, { url: `${world.serverUrl}/mcp`, authorization: `Basic ${base64(`${loginName}:${password}`)}` })
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
