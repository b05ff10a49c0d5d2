import { z } from 'zod'
import type { WebhookListener } from '../../src/nextcloud/webhook-listeners/webhook-listeners-client.js'

/**
 * A registration as clients of this API know it: Nextcloud's own spelling, an integer id, and `[]` for an empty filter, as PHP writes it.
 * What Nextcloud sends us as proof (`authData`) is never part of it.
 */
export const WebhookView = z.object({
  id: z.int(),
  event: z.string(),
  uri: z.string(),
  httpMethod: z.string(),
  eventFilter: z.union([z.record(z.string(), z.unknown()), z.array(z.never())]),
  authMethod: z.string(),
  userId: z.string().nullable(),
})

export function webhookView(listener: WebhookListener): z.output<typeof WebhookView> {
  const { id, event, uri, httpMethod, eventFilter, authMethod, userId } = listener
  const filter = Object.keys(eventFilter).length === 0 ? [] : eventFilter
  return { id, event, uri, httpMethod, eventFilter: filter, authMethod, userId }
}
