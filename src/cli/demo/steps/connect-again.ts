import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'
import { masked, redeem, type Tokens } from '../oauth-client.js'
import { walkSignIn, type Walk } from '../walk-sign-in.js'

/** The client sends the same browser again, which is still signed in. */
export async function connectAgain(world: DemoWorld, tell: Narrator, walk: Walk): Promise<Tokens> {
  tell.step('The client asks again, and the browser of alice is still signed in')
  const { code, verifier } = await walkSignIn(world, tell, walk)
  const tokens = await redeem(walk.client, code, verifier)
  tell.show(`access token           ${masked(tokens.access_token)}`)
  return tokens
}
