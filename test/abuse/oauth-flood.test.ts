import { randomBytes } from 'node:crypto'
import t from 'tap'
import { startOAuthServer } from '../helpers/oauth-server.js'
import { connect, newClient } from '../helpers/scripted-client.js'
import { flood } from './flood.js'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = part({ iss: 'x', sub: 'alice', exp: 9e9 })
const random = (bytes: number) => randomBytes(bytes).toString('base64url')

/** Of our own form, signed by nobody, signed by somebody, too short to be ours. */
const FORMS: readonly ((index: number) => string)[] = [
  () => `ncmcp_at_${random(32)}`,
  index => `${part({ alg: 'none', typ: 'at+jwt', kid: `k-${index}` })}.${claims}.${random(64)}`,
  index => `${part({ alg: 'RS256', typ: 'at+jwt', kid: `k-${index}` })}.${claims}.${random(64)}`,
  () => `ncmcp_rt_${random(32)}`,
]
/** Of no form: only the provider could judge them. */
const opaque = () => random(32)
const token = (index: number) => FORMS[Math.abs(index) % FORMS.length]!(index)

t.test(
  'GAP-16: 50 000 random bearer tokens at /mcp are 401 each, leave no memory behind, and people work on',
  async t => {
    const server = await startOAuthServer(t)
    const { body } = await connect(server, await newClient(server))
    const rows = () => server.app.storage!.audit.list({ limit: 200 })
    const before = (await rows()).length
    const statuses = await flood(t, server, '/mcp', index => `Authorization: Bearer ${token(index)}`)
    t.strictSame([...statuses.keys()], ['401'])
    t.ok(server.sandbox.calls.length <= 12, `${server.sandbox.calls.length} requests`)
    t.ok((await rows()).length - before < 100, 'nor is the audit trail filled')
    for (const good of [body.access_token, await server.token('alice')])
      t.equal((await server.callTool(good, 'nc_users_whoami')).status, 200)
  },
)

t.test('GAP-16: 50 000 random opaque tokens of one network are thirty questions to Nextcloud', async t => {
  const server = await startOAuthServer(t)
  const good = await server.token('alice')
  t.equal((await server.callTool(good, 'nc_users_whoami')).status, 200)
  const statuses = await flood(t, server, '/mcp', () => `Authorization: Bearer ${opaque()}`)
  t.strictSame([...statuses.keys()].toSorted(), ['429'])
  const asked = server.sandbox.calls.filter(({ path }) => path.endsWith('/introspect'))
  t.equal(asked.length, 0, 'the first thirty were asked before the count began')
  t.equal((await server.callTool(good, 'nc_users_whoami')).status, 200)
  t.equal((await server.callTool(await server.token('bob'), 'nc_users_whoami')).status, 200, 'a new signed token too')
})
