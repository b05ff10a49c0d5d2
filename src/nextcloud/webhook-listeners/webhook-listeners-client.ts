import type { Secret } from '../../lib/secret.js'

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
