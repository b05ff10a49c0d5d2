import { DemoFailed } from '../demo-failed.js'
import type { Narrator } from '../narrator.js'
import type { SingleWorld } from '../single-world.js'

/** Without the token, or with another, nobody gets in. */
export async function refuseWithoutToken({ serverUrl }: SingleWorld, tell: Narrator): Promise<void> {
  tell.step('The same request without the token, and with a wrong one')
  for (const headers of [{}, { authorization: 'Bearer guessed' }]) {
    const response = await fetch(`${serverUrl}/mcp`, { method: 'POST', headers })
    await response.arrayBuffer()
    const challenge = response.headers.get('www-authenticate') ?? ''
    tell.show(`${response.status}  WWW-Authenticate: ${challenge}`)
    if (response.status !== 401 || !challenge.startsWith('Bearer')) {
      throw new DemoFailed('A request without the token was not refused.')
    }
  }
}
