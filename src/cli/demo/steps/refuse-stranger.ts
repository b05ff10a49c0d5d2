import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import { basicHeader } from '../mcp-session.js'
import type { Narrator } from '../narrator.js'

/** A wrong password is 401, and a stuck client does not use up Nextcloud's patience. */
export async function refuseStranger(world: DemoWorld, tell: Narrator): Promise<void> {
  tell.step('A wrong password, thirty times in a row')
  world.sandbox.clearCalls()
  const statuses = new Set<number>()
  for (let attempt = 0; attempt < 30; attempt += 1) statuses.add(await tryOnce(world.serverUrl))
  const asked = world.sandbox.calls.filter(call => call.path.includes('/cloud/user')).length
  tell.show(`answers: ${[...statuses].join(', ')}; attempts that reached Nextcloud: ${asked}`)
  if (![...statuses].every(status => status === 401 || status === 429) || asked > 4) {
    throw new DemoFailed('A wrong password was not held back.')
  }
  tell.say(
    "Nextcloud would lock out everybody behind this server after eleven; here a client's typo stays the client's.",
  )
}

async function tryOnce(serverUrl: string): Promise<number> {
  const response = await fetch(`${serverUrl}/mcp`, {
    method: 'POST',
    headers: {
      authorization: basicHeader('bob', 'not-the-password'),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  })
  await response.arrayBuffer()
  return response.status
}
