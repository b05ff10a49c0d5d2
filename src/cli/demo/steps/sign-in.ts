import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'
import { walkSignIn, type Authorized, type Walk } from '../walk-sign-in.js'

/** Alice's browser goes from the client to Nextcloud and back, and she is asked what the client may do (RT-11). */
export function signIn(world: DemoWorld, tell: Narrator, walk: Walk): Promise<Authorized> {
  tell.step('The client opens the browser of alice, who signs in at Nextcloud and is asked what the client may do')
  return walkSignIn(world, tell, walk)
}
