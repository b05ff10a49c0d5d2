import { z } from 'zod'
import { READ_ONLY } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { rfc3339 } from '../../nextcloud/rfc3339.js'
import { accessOf } from '../access-port.js'

export const getStatus = defineTool({
  name: 'nc_access_get_status',
  title: 'Background access',
  description: 'Tell whether this server may act for you in the background, since when and until when.',
  scopes: [],
  annotations: READ_ONLY,
  availability: 'offline_access',
  input: z.strictObject({}),
  output: z.object({
    provisioned: z.boolean(),
    needs_reauthorization: z.boolean().describe('It was given, but Nextcloud no longer honours it'),
    method: z.enum(['oauth_grant', 'app_password']).nullable(),
    granted_at: z.string().nullable().describe('RFC 3339'),
    expires_at: z.string().nullable().describe('RFC 3339'),
    scopes: z.array(z.string()).nullable(),
  }),
  handler: async (_, context) => {
    const status = await accessOf(context).status()
    return {
      provisioned: status.provisioned,
      needs_reauthorization: status.needsReauthorization,
      method: status.method,
      granted_at: rfc3339(status.grantedAt ?? undefined),
      expires_at: rfc3339(status.expiresAt ?? undefined),
      scopes: status.scopes && [...status.scopes],
    }
  },
})
