import { z } from 'zod'
import { READ_ONLY } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'

export const whoami = defineTool({
  name: 'nc_users_whoami',
  title: 'Who am I',
  description: 'Tell which Nextcloud account these tools act as, with its groups.',
  scopes: [],
  annotations: READ_ONLY,
  input: z.strictObject({}),
  output: z.object({
    user_id: z.string().describe('The uid, which may differ from the login name'),
    login_name: z.string().nullable(),
    display_name: z.string(),
    email: z.string().nullable(),
    groups: z.array(z.string()),
  }),
  handler: async (_, { nextcloud, user }) => {
    const { id, displayName, email, groups } = await nextcloud.users.current()
    return { user_id: id, login_name: user.loginName ?? null, display_name: displayName, email, groups: [...groups] }
  },
})
