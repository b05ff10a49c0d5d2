import type { Test } from 'tap'
import { startCallbackListener } from '../../../src/cli/demo/callback-listener.js'
import { createDemoBrowser } from '../../../src/cli/demo/demo-browser.js'
import { startDemoWorld } from '../../../src/cli/demo/demo-world.js'
import { redeem } from '../../../src/cli/demo/oauth-client.js'
import { discover } from '../../../src/cli/demo/steps/discover.js'
import { registerClient } from '../../../src/cli/demo/steps/register-client.js'
import { walkSignIn } from '../../../src/cli/demo/walk-sign-in.js'
import { story } from './story.js'

/** The world of OAuth mode, up to a client that has registered; gone when the test ends. */
export async function oauthStory(t: Test) {
  const world = await startDemoWorld({ cronIntervalMs: 0, mode: 'oauth' })
  t.teardown(() => world.close())
  const callback = await startCallbackListener()
  t.teardown(() => callback.close())
  const { tell, told } = story()
  const metadataUrl = `${world.serverUrl}/.well-known/oauth-protected-resource/mcp`
  const client = await registerClient(tell, await discover(world, tell, metadataUrl), callback.url)
  const walk = { client, browser: createDemoBrowser(), callback }
  /** Alice signs in and allows it. */
  const connect = async () => {
    const { code, verifier } = await walkSignIn(world, tell, walk)
    return redeem(client, code, verifier)
  }
  return { world, tell, told, client, walk, connect }
}
