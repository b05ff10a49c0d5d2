import { z } from 'zod'
import { DELETES } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { accessOf } from '../access-port.js'

export const revoke = defineTool({
  name: 'nc_access_revoke',
  title: 'End background access',
  description:
    'Withdraw the right of this server to act for you in the background. To give it again you have to authorize again.',
  scopes: [],
  annotations: DELETES,
  availability: 'offline_access',
  input: z.strictObject({}),
  output: z.object({
    had_grant: z.boolean().describe('An OAuth grant was stored, and is gone'),
    remote_revoked: z.boolean().nullable().describe('Whether Nextcloud confirmed it. Null where it cannot be told'),
    had_app_password: z.boolean().describe('An app password was stored, and is gone'),
    app_password_deleted: z
      .boolean()
      .nullable()
      .describe('Deleted at Nextcloud too. False: delete it there, in the settings. Null where it is not ours'),
  }),
  handler: async (_, context) => {
    const { hadGrant, remoteRevoked, hadAppPassword, appPasswordDeleted } = await accessOf(context).revoke()
    return {
      had_grant: hadGrant,
      remote_revoked: remoteRevoked,
      had_app_password: hadAppPassword,
      app_password_deleted: appPasswordDeleted,
    }
  },
})
