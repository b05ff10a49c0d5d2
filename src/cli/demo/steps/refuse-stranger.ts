import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import { basicHeader } from '../mcp-session.js'
import type { Narrator } from '../narrator.js'
import { postMcp } from '../post-mcp.js'

/** A wrong password is 401, and a stuck client does not use up Nextcloud's patience. */
export async function refuseStranger(world: DemoWorld, tell: Narrator): Promise<void> {
  tell.step('A wrong password, thirty times in a row')
  world.sandbox.clearCalls()
  const statuses = new Set<number>()
  const wrong = basicHeader('bob', 'not-the-password')
  for (let attempt = 0; attempt < 30; attempt += 1) statuses.add((await postMcp(world.serverUrl, wrong)).status)
  const asked = world.sandbox.calls.filter(call => call.path.includes('/cloud/user')).length
  tell.show(`answers: ${[...statuses].join(', ')}; attempts that reached Nextcloud: ${asked}`)
  if (![...statuses].every(status => status === 401 || status === 429) || asked > 4) {
    throw new DemoFailed('A wrong password was not held back.')
  }
  tell.say(
    "Nextcloud would lock out everybody behind this server after eleven; here a client's typo stays the client's.",
  )
}
