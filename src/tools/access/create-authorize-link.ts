import { z } from 'zod'
import { CREATES } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { rfc3339 } from '../../nextcloud/rfc3339.js'
import { accessOf } from '../access-port.js'

export const createAuthorizeLink = defineTool({
  name: 'nc_access_create_authorize_link',
  title: 'Link to allow background access',
  description:
    'Make a link that you open in a browser to let this server act for you in the background. It works once, for a few minutes, and only for your own account.',
  scopes: [],
  annotations: CREATES,
  availability: 'offline_access',
  input: z.strictObject({}),
  output: z.object({
    url: z.string().describe('Show it to the person, who has to open it'),
    expires_at: z.string().nullable().describe('RFC 3339'),
  }),
  handler: async (_, context) => {
    const { url, expiresAt } = await accessOf(context).createAuthorizeLink()
    return { url, expires_at: rfc3339(expiresAt) }
  },
})
