import { z } from 'zod'
import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'

const Enabled = z.object({ preset: z.string(), webhooks: z.array(z.object({ id: z.int(), event: z.string() })) })
const CLIENT = { redirectUris: ['http://127.0.0.1/apps/astrolabe/oauth/callback'], name: 'Astrolabe' }
const SCOPE = 'openid profile email offline_access'

/** The management API takes a bearer token of the administrator and registers webhooks with the stored grant. */
export async function enablePreset(world: DemoWorld, tell: Narrator): Promise<void> {
  tell.step('The management API, by bearer token: switch on the webhooks for notes')
  const { clientId } = world.sandbox.createClient({ ...CLIENT, tokenType: 'jwt', resourceUrl: world.serverUrl })
  const grant = { uid: 'admin', clientId, scope: SCOPE, resource: world.serverUrl }
  const { accessToken } = await world.sandbox.issueTokens(grant)
  const url = `${world.serverUrl}/api/v1/webhooks/presets/notes_sync/enable`
  const response = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${accessToken}` } })
  if (response.status !== 200) throw new DemoFailed(`The preset could not be switched on: status ${response.status}.`)
  const { preset, webhooks } = Enabled.parse(await response.json())
  tell.show(`POST /api/v1/webhooks/presets/${preset}/enable -> ${response.status}`)
  for (const { id, event } of webhooks) tell.show(`webhook ${id}: ${event}`)
  const without = await fetch(url, { method: 'POST' })
  tell.show(`the same without a token -> ${without.status}`)
  if (without.status !== 401) throw new DemoFailed('The management API answered without a token.')
}
