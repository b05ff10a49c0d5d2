import { z } from 'zod'
import { path } from '../../lib/path.js'
import type { Secret } from '../../lib/secret.js'
import { phpMap } from '../ocs-envelope.js'
import { callOcs, type Session } from '../session.js'

/** A registration as `webhook_listeners` 1.3 lists it; `authData` is left out on purpose. An empty filter is `{}` here. */
export interface WebhookListener {
  id: number
  appId: string | null
  userId: string | null
  httpMethod: string
  uri: string
  /** Class name without a leading backslash. */
  event: string
  eventFilter: Record<string, unknown>
  userIdFilter: string
  headers: Record<string, string> | null
  authMethod: string
}

export interface NewWebhookListener {
  uri: string
  event: string
  eventFilter: Record<string, unknown>
  headers: Record<string, string>
  /** Sent by Nextcloud with each delivery (`authMethod: header`). */
  authHeaders: Record<string, Secret>
}

/** `webhook_listeners` 1.3 over OCS; administrators only. */
export interface WebhookListenersClient {
  list(): Promise<WebhookListener[]>
  /** @throws {InvalidRequest} for an event class that this Nextcloud does not offer to webhooks. */
  create(listener: NewWebhookListener): Promise<WebhookListener>
  /** false: there was none. */
  remove(id: number): Promise<boolean>
}

const APP = 'Webhook Listeners'

const Listener = z.object({
  id: z.number().int(),
  appId: z.string().nullish().transform(orNull),
  userId: z.string().nullish().transform(orNull),
  httpMethod: z.string(),
  uri: z.string(),
  event: z.string().transform(name => name.replace(/^\\+/, '')),
  eventFilter: phpMap(z.unknown())
    .nullish()
    .transform(filter => filter ?? {}),
  userIdFilter: z
    .string()
    .nullish()
    .transform(filter => filter ?? ''),
  headers: phpMap(z.string()).nullish().transform(orNull),
  authMethod: z.string(),
})

export function webhookListenersClient(session: Session): WebhookListenersClient {
  const all = session.endpoints.ocs('/apps/webhook_listeners/api/v1/webhooks')
  return {
    list: () => callOcs(session, { method: 'GET', url: all }, z.array(Listener), APP),
    create: listener =>
      callOcs(session, { method: 'POST', url: all, body: JSON.stringify(toWire(listener)) }, Listener, APP),
    remove: id => {
      const url = session.endpoints.ocs(path`/apps/webhook_listeners/api/v1/webhooks/${id}`)
      return callOcs(session, { method: 'DELETE', url }, z.boolean(), APP)
    },
  }
}

/** `authMethod: header` without any header is refused, and an empty filter or header list is the same as none. */
function toWire({ uri, event, eventFilter, headers, authHeaders }: NewWebhookListener): object {
  const authData = Object.fromEntries(Object.entries(authHeaders).map(([name, secret]) => [name, secret.reveal()]))
  return {
    httpMethod: 'POST',
    uri,
    event,
    ...(Object.keys(eventFilter).length > 0 && { eventFilter }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(Object.keys(authData).length > 0 ? { authMethod: 'header', authData } : { authMethod: 'none' }),
  }
}

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null
}
