import t from 'tap'
import type { AccessStatus } from '../../../src/mcp/tool-context.js'
import { getStatus } from '../../../src/tools/access/get-status.js'
import { accessPort } from '../../helpers/access-port.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

const port = (status: AccessStatus) => accessPort({ status: async () => status })

t.test('a grant is shown with its dates in RFC 3339', async t => {
  const access = port({
    provisioned: true,
    needsReauthorization: false,
    method: 'oauth_grant',
    grantedAt: 1795410000,
    expiresAt: null,
    scopes: ['openid', 'offline_access'],
  })
  t.strictSame(await runTool(getStatus, (await person(t, { access })).context), {
    provisioned: true,
    needs_reauthorization: false,
    method: 'oauth_grant',
    granted_at: '2026-11-23T05:00:00Z',
    expires_at: null,
    scopes: ['openid', 'offline_access'],
  })
})

t.test('no grant is no grant', async t => {
  const none = {
    provisioned: false,
    needsReauthorization: false,
    method: null,
    grantedAt: null,
    expiresAt: null,
    scopes: null,
  }
  const { context } = await person(t, { access: port(none) })
  t.match(await runTool(getStatus, context), { provisioned: false, method: null, granted_at: null, scopes: null })
})
