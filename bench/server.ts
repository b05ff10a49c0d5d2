import { fastify } from 'fastify'
import { buildApp } from '../src/app.js'
import { loadConfig } from '../src/config/load-config.js'
import { Secret } from '../src/lib/secret.js'
import { availableTools, loadTools } from '../src/mcp/load-tools.js'
import { createCatalogue } from '../src/mcp/catalogue.js'
import { serveParent } from './child.js'
import { ServerOrder } from './upstream-ready.js'

/**
 * The measured process: the whole server, and beside it a bare Fastify whose routes do the same work without MCP: the same requests to Nextcloud
 * through the same client, and the same list as a cached string. Only one of the two is asked at a time.
 */
const { env, noteUrl, userinfoUrl, token } = ServerOrder.parse(JSON.parse(process.argv[2] ?? ''))
const { config } = loadConfig(env)
const app = await buildApp(config)
await app.listen({ host: '127.0.0.1', port: 0 })
await app.oauth?.oidc.start()

const plain = fastify()
const list = createCatalogue(availableTools(await loadTools(), { offlineAccess: true })).list({ scopes: undefined })
const basic = { kind: 'basic' as const, loginName: 'alice', password: new Secret('alice-demo-password') }
const credential = token === undefined ? basic : { kind: 'bearer' as const, token: new Secret(token) }
const get = async (url: string) => {
  const { body } = await app.http.send({ method: 'GET', url, headers: { accept: 'application/json' }, credential })
  return JSON.parse(body.toString('utf8'))
}
plain.post('/list', async (_request, reply) => reply.type('application/json').send(list))
plain.post('/nothing', async (_request, reply) => reply.type('application/json').send('{}'))
plain.post('/call', () => get(noteUrl))
plain.post('/userinfo', () => get(userinfoUrl))
await plain.listen({ host: '127.0.0.1', port: 0 })

const portOf = (address: ReturnType<typeof app.server.address>) =>
  typeof address === 'object' ? address?.port : undefined
serveParent(
  { mcp: portOf(app.server.address()), plain: portOf(plain.server.address()), listBytes: list.length },
  () => {
    const { user, system } = process.cpuUsage()
    return user + system
  },
)
