import t from 'tap'
import { createAuthorizeLink } from '../../../src/tools/access/create-authorize-link.js'
import { accessPort } from '../../helpers/access-port.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

const url = 'https://mcp.example/oauth/authorize-nextcloud?ticket=t'
const access = accessPort({ createAuthorizeLink: async () => ({ url, expiresAt: 1795410000 }) })

t.test('the link is passed on with its end', async t => {
  const { context } = await person(t, { access })
  t.strictSame(await runTool(createAuthorizeLink, context), {
    url,
    expires_at: '2026-11-23T05:00:00Z',
  })
})

t.test('a link for somebody else cannot be asked for', async t => {
  const { context } = await person(t, { access })
  await t.rejects(runTool(createAuthorizeLink, context, { user_id: 'bob' }), { name: 'ZodError' })
})
