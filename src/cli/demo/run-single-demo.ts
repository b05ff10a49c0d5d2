import type { Narrator } from './narrator.js'
import { showClients } from './show-clients.js'
import type { SingleWorld } from './single-world.js'
import { refuseWithoutToken } from './steps/refuse-without-token.js'
import { workByStdio } from './steps/work-by-stdio.js'
import { workByToken } from './steps/work-by-token.js'

/** The story of single-user mode. @throws {DemoFailed} at the first step that does not hold. */
export async function runSingleDemo(world: SingleWorld, tell: Narrator): Promise<void> {
  tell.step('The server starts with a name and a password')
  const { loginName, displayName } = await accountOf(world)
  tell.show(`Nextcloud takes ${loginName}; everybody who is let in acts as ${displayName}`)
  const noteId = await workByToken(world, tell)
  await refuseWithoutToken(world, tell)
  await workByStdio(world, tell, noteId)
}

async function accountOf({ app }: SingleWorld) {
  const login = await app.account?.login()
  return { loginName: login?.loginName ?? '', displayName: login?.displayName ?? login?.principal.userId ?? '' }
}

/** What a person needs to go on. */
export function inviteSingle({ serverUrl, staticToken }: SingleWorld, tell: Narrator): void {
  tell.step('Your turn')
  tell.say('Everything stays up until you press Ctrl-C. A client connects with the token of this run:')
  showClients(tell, { url: `${serverUrl}/mcp`, authorization: `Bearer ${staticToken}` })
}
