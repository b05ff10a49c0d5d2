import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { seeOther } from '../oidc/authorize-answer.js'
import { toLogin } from '../oidc/login-redirect.js'
import type { OidcRoom } from '../oidc/register-oidc.js'
import type { World } from '../world.js'
import { astrolabeBody } from './astrolabe-body.js'
import { browserSession, hasRequestToken, type SignedIn } from './browser-session.js'
import { accessForbidden } from './error-pages.js'
import { mcpServerCalls } from './mcp-server-calls.js'
import { sendPage } from './page-layout.js'
import { personBar } from './person-bar.js'

const URL = '/settings/admin/astrolabe'
const SCOPE = 'openid profile email offline_access'
const CONFIG = { kind: 'page', credentials: 'ignored' } as const

interface PresetRoute {
  Params: { id: string; action: string }
}
type Admin = SignedIn & { mcpServerUrl: string | null }
type TokenSource = (admin: Admin) => Promise<string>

/**
 * "Astrolabe admin settings": the MCP server's state, the Authorize link, and webhook presets. Calls go from this server to the
 * MCP server with a JWT of the administrator whose audience is the MCP server, as the Astrolabe app 0.12 makes them.
 */
export function astrolabeSettings(scope: FastifyInstance, world: World, oidc: OidcRoom): void {
  const tokenFor = tokenSource(world, oidc)
  const notices = new WeakMap<object, string>()

  scope.get(URL, { config: CONFIG }, async (request, reply) =>
    asAdmin(world, request, reply, async admin => {
      const notice = notices.get(admin.session)
      notices.delete(admin.session)
      const { basePath } = world
      const path = `${basePath}${URL}`
      const body = astrolabeBody({
        pageUrl: `${world.url}${URL}`,
        path,
        person: admin,
        notice,
        ...(await ask(admin, tokenFor)),
      })
      return sendPage(reply, { title: 'Astrolabe – Nextcloud', basePath, bar: personBar(basePath, admin), body })
    }),
  )
  scope.post<PresetRoute>(`${URL}/presets/:id/:action`, { config: CONFIG }, async (request, reply) =>
    asAdmin(world, request, reply, async admin => {
      const { id, action } = request.params
      if (!hasRequestToken(request, admin.session)) return reply.code(412).send({ message: 'CSRF check failed' })
      if (action !== 'enable' && action !== 'disable') return accessForbidden(world, reply, 'Page not found', 404)
      notices.set(admin.session, await switchPreset(admin, tokenFor, { id, action }))
      return seeOther(reply, `${world.basePath}${URL}`)
    }),
  )
}

/** The client that an administrator would have made with `occ oidc:create`; its tokens are JWTs. */
function tokenSource(world: World, oidc: OidcRoom): TokenSource {
  let clientId: string | undefined
  return async ({ account, mcpServerUrl }) => {
    const redirectUris = [`${world.url}/apps/astrolabe/oauth/callback`]
    clientId ??= oidc.createClient({ redirectUris, name: 'Astrolabe', tokenType: 'jwt' }).clientId
    const resource = mcpServerUrl === null ? {} : { resource: mcpServerUrl }
    const { accessToken } = await oidc.issueTokens({ uid: account.uid, clientId, scope: SCOPE, ...resource })
    return accessToken
  }
}

async function ask(admin: Admin, tokenFor: TokenSource) {
  const { mcpServerUrl } = admin
  if (mcpServerUrl === null) return { mcpServerUrl }
  const calls = mcpServerCalls(mcpServerUrl)
  const [status, presets] = await Promise.all([calls.status(), calls.presets(await tokenFor(admin))])
  return { mcpServerUrl, status, presets }
}

async function switchPreset(
  admin: Admin,
  tokenFor: TokenSource,
  { id, action }: { id: string; action: 'enable' | 'disable' },
): Promise<string> {
  if (admin.mcpServerUrl === null) return 'No MCP server is configured.'
  const result = await mcpServerCalls(admin.mcpServerUrl).switchPreset(await tokenFor(admin), id, action)
  if ('problem' in result) return result.problem
  return `Preset ${id} is ${action === 'enable' ? 'enabled' : 'disabled'}.`
}

function asAdmin(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: (admin: Admin) => Promise<FastifyReply>,
): FastifyReply | Promise<FastifyReply> {
  const person = browserSession(world, request)
  if (person === undefined) return toLogin(reply, world.basePath, request.originalUrl)
  if (person.account.admin) return answer({ ...person, mcpServerUrl: world.settings.mcpServerUrl })
  return accessForbidden(world, reply, 'These settings are for administrators.', 403)
}
