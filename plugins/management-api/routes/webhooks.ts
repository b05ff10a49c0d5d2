import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { badRequest } from '../../../src/errors/management-errors.js'
import type { PresetEvent } from '../../../src/webhooks/presets.js'
import { callerOf } from '../owner.js'
import { registrarOf } from '../registrar.js'
import { WebhookView, webhookView } from '../webhook-view.js'

const EVENT_CLASS = /^\\?[A-Za-z_]\w*(\\[A-Za-z_]\w*)+$/
/** PHP writes an empty filter as `[]`. */
const Filter = z.union([z.record(z.string().max(255), z.string().max(1000)), z.array(z.never()).transform(() => ({}))])
const NewWebhook = z.object({
  event: z.string().max(255).describe('Event class, e.g. OCP\\Files\\Events\\Node\\NodeCreatedEvent'),
  uri: z.string().optional().describe('Ignored: the server registers its own receiver'),
  eventFilter: Filter.nullish(),
  event_filter: Filter.nullish(),
})
const Listed = z.object({ webhooks: z.array(WebhookView) })
const Created = z.object({ webhook: WebhookView })
const Deleted = z.object({ success: z.literal(true), message: z.string() })

/** `GET`, `POST /webhooks` and `DELETE /webhooks/:webhookId`: registrations at Nextcloud, for its administrators, with their own access. */
export const webhookRoutes: FastifyPluginAsyncZod = async app => {
  const registrar = registrarOf(app)

  app.get('/webhooks', { schema: { summary: 'All webhooks', response: { 200: Listed } } }, async request => {
    const listeners = await app.asUser(callerOf(request).userId, client => client.webhooks.list())
    return { webhooks: listeners.map(webhookView) }
  })

  const creation = { summary: 'Register for an event', body: NewWebhook, response: { 200: Created } }
  app.post('/webhooks', { schema: creation }, async request => {
    const wanted = wantedEvent(request)
    const { userId } = callerOf(request)
    await app.requireAdmin(userId)
    const listener = await app.asUser(userId, ({ webhooks }) => registrar.register({ userId, webhooks }, wanted))
    app.audit.record('webhook.registered', 'ok', { userId, correlationId: request.id, reason: wanted.event })
    return { webhook: webhookView(listener) }
  })

  const deletion = {
    summary: 'Remove a webhook',
    params: z.object({ webhookId: z.string() }),
    response: { 200: Deleted },
  }
  app.delete('/webhooks/:webhookId', { schema: deletion }, async request => {
    const id = webhookId(request.params.webhookId)
    const { userId } = callerOf(request)
    await app.requireAdmin(userId)
    await app.asUser(userId, ({ webhooks }) => registrar.remove({ userId, webhooks }, id))
    app.audit.record('webhook.removed', 'ok', { userId, correlationId: request.id, reason: String(id) })
    return { success: true as const, message: 'Webhook deleted' }
  })
}

function wantedEvent(request: FastifyRequest): PresetEvent {
  if (request.jsonBody.kind === 'invalid') throw badRequest('Invalid JSON')
  const value = request.jsonBody.kind === 'json' ? request.jsonBody.value : undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('Request body must be a JSON object')
  }
  if (!('event' in value) || value.event === '') throw badRequest('Missing required field: event')
  const parsed = NewWebhook.safeParse(value)
  if (!parsed.success) throw badRequest('Invalid event or eventFilter: a class name, and an object of strings')
  const { event, eventFilter, event_filter: snakeFilter } = parsed.data
  if (!EVENT_CLASS.test(event)) throw badRequest('Invalid event: must be a class name with its namespace')
  return { event: event.replace(/^\\/, ''), filter: { ...(eventFilter ?? snakeFilter) } }
}

function webhookId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw badRequest('Invalid webhook_id')
  return Number(text)
}
