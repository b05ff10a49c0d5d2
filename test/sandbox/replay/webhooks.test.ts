import { replayArea } from './harness.js'
import { NOT_IMITATED } from './not-imitated.js'

/** Deliveries are requests of Nextcloud's, not to it: webhook-deliveries.test.ts has them. */
await replayArea('webhooks', {
  notImitated: NOT_IMITATED['webhooks'] ?? {},
  elsewhere: ({ id }) => id.startsWith('delivery.'),
})
