import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ManagementRefusal } from '../../../src/errors/management-errors.js'
import type { WebhookListener } from '../../../src/nextcloud/webhook-listeners/webhook-listeners-client.js'
import { ingressUri } from '../../../src/webhooks/ingress.js'
import { presetById, PRESETS, type Preset } from '../../../src/webhooks/presets.js'
import { delivers } from '../../../src/webhooks/webhook-registrar.js'
import { callerOf } from '../owner.js'
import { registrarOf } from '../registrar.js'
import { WebhookView, webhookView } from '../webhook-view.js'

const PresetView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  app: z.string(),
  available: z.boolean().describe('The app is enabled at Nextcloud'),
  enabled: z.boolean().describe('Every event of the preset is delivered to this server'),
  events: z.array(z.object({ event: z.string(), filter: z.record(z.string(), z.string()) })),
})
const Listed = z.object({ presets: z.array(PresetView) })
const Params = z.object({ presetId: z.string().max(64) })
const Enabled = z.object({ success: z.literal(true), preset: z.string(), webhooks: z.array(WebhookView) })
const Disabled = z.object({ success: z.literal(true), preset: z.string(), removed: z.int() })

/** `GET /webhooks/presets`, `POST /webhooks/presets/:presetId/enable` and `/disable`: all of a preset or nothing, never twice. */
export const webhookPresets: FastifyPluginAsyncZod = async app => {
  const registrar = registrarOf(app)

  app.get('/webhooks/presets', { schema: { summary: 'Presets', response: { 200: Listed } } }, async request => {
    const { userId } = callerOf(request)
    await app.requireAdmin(userId)
    return { presets: await listPresets(app, userId) }
  })

  const enabling = { summary: 'Switch a preset on', params: Params, response: { 200: Enabled } }
  app.post('/webhooks/presets/:presetId/enable', { schema: enabling }, async request => {
    const preset = presetOf(request.params.presetId)
    const { userId } = callerOf(request)
    await app.requireAdmin(userId)
    const made = await app.asUser(userId, ({ webhooks }) => registrar.enable({ userId, webhooks }, preset))
    app.audit.record('webhook.preset.enabled', 'ok', { userId, correlationId: request.id, reason: preset.id })
    return { success: true as const, preset: preset.id, webhooks: made.map(webhookView) }
  })

  const disabling = { summary: 'Switch a preset off', params: Params, response: { 200: Disabled } }
  app.post('/webhooks/presets/:presetId/disable', { schema: disabling }, async request => {
    const preset = presetOf(request.params.presetId)
    const { userId } = callerOf(request)
    await app.requireAdmin(userId)
    const removed = await app.asUser(userId, ({ webhooks }) => registrar.disable({ userId, webhooks }, preset))
    app.audit.record('webhook.preset.disabled', 'ok', { userId, correlationId: request.id, reason: preset.id })
    return { success: true as const, preset: preset.id, removed }
  })
}

async function listPresets(app: FastifyInstance, userId: string): Promise<z.output<typeof PresetView>[]> {
  const [enabledApps, listeners] = await app.asUser(userId, client =>
    Promise.all([client.users.enabledApps(), client.webhooks.list()]),
  )
  const apps = new Set(['files', ...enabledApps])
  const uri = ingressUri(app.config.webhooks.baseUrl)
  return PRESETS.map(preset => view(preset, apps, listeners, uri))
}

function view(preset: Preset, apps: ReadonlySet<string>, listeners: readonly WebhookListener[], uri: string) {
  const isOn = preset.events.every(wanted => listeners.some(listener => delivers(listener, uri, wanted)))
  const events = preset.events.map(({ event, filter }) => ({ event, filter: { ...filter } }))
  const { id, name, description, app } = preset
  return { id, name, description, app, available: apps.has(app), enabled: isOn, events }
}

function presetOf(id: string): Preset {
  const preset = presetById(id)
  if (preset) return preset
  const known = PRESETS.map(({ id }) => id).join(', ')
  throw new ManagementRefusal(404, 'Not found', `There is no such preset. Known are: ${known}.`)
}
