import type { FastifyInstance } from 'fastify'
import { TemporarilyUnavailable } from '../../src/errors/access-errors.js'
import { ingressUri } from '../../src/webhooks/ingress.js'
import { createWebhookRegistrar, type WebhookRegistrar } from '../../src/webhooks/webhook-registrar.js'

/** The registrar of this server: its receiver, its storage. */
export function registrarOf(app: FastifyInstance): WebhookRegistrar {
  if (!app.storage) throw new TemporarilyUnavailable('Webhooks need a database.')
  const uri = ingressUri(app.config.webhooks.baseUrl)
  return createWebhookRegistrar({ registrations: app.storage.webhooks, ports: app.ports, uri, log: app.log })
}
