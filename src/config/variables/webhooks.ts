import { secretText } from '../values/text.js'
import { baseUrl } from '../values/url.js'
import { optional, WITH_OAUTH } from './variable.js'

/** Events that Nextcloud posts to this server. */
export const webhookVariables = {
  WEBHOOK_SECRET: optional(secretText({ minLength: 32 }), {
    description:
      'One more secret that the webhook receiver takes, for apps that post by themselves. Webhooks that this server registers have their own.',
    modes: WITH_OAUTH,
  }),
  WEBHOOK_INTERNAL_URL: optional(baseUrl(), {
    description: 'Address of this server as Nextcloud reaches it, when that is not `NEXTCLOUD_MCP_SERVER_URL`.',
    modes: WITH_OAUTH,
    defaultNote: '`NEXTCLOUD_MCP_SERVER_URL`',
  }),
}
