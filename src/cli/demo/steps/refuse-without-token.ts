import { DemoFailed } from '../demo-failed.js'
import type { Narrator } from '../narrator.js'
import { postMcp } from '../post-mcp.js'
import type { SingleWorld } from '../single-world.js'

/** Without the token, or with another, nobody gets in. */
export async function refuseWithoutToken({ serverUrl }: Pick<SingleWorld, 'serverUrl'>, tell: Narrator): Promise<void> {
  tell.step('The same request without the token, and with a wrong one')
  for (const authorization of [undefined, 'Bearer guessed']) {
    const { status, challenge } = await postMcp(serverUrl, authorization)
    tell.show(`${status}  WWW-Authenticate: ${challenge}`)
    if (status !== 401 || !challenge.startsWith('Bearer')) {
      throw new DemoFailed('A request without the token was not refused.')
    }
  }
}
