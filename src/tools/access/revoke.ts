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
    had_grant: z.boolean().describe('False when there was nothing to withdraw'),
    remote_revoked: z.boolean().nullable().describe('Whether Nextcloud confirmed it. Null where it cannot be told'),
  }),
  handler: async (_, context) => {
    const { hadGrant, remoteRevoked } = await accessOf(context).revoke()
    return { had_grant: hadGrant, remote_revoked: remoteRevoked }
  },
})
