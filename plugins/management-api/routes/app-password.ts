import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { startAfresh } from '../../../src/auth/server/start-afresh.js'
import { SCOPES } from '../../../src/auth/scope-catalogue.js'
import { badRequest } from '../../../src/errors/management-errors.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { claimOf, proveClaim, type Claim } from '../basic-caller.js'
import { loginNameOf, storageOf } from '../stored-login.js'

const Params = z.object({ userId: z.string() })
const Extras = z.object({
  scopes: z.array(z.string()).nullish().describe('Limits what the password may be used for; absent: everything'),
  username: z.string().min(1).max(255).nullish().describe('Login name at Nextcloud, when it differs from the uid'),
})
const Stored = z.object({ success: z.literal(true), message: z.string(), scopes: z.array(z.string()).nullable() })
const Present = z.object({ success: z.literal(true), user_id: z.string(), has_app_password: z.boolean() })
const Removed = z.object({ success: z.literal(true), message: z.string() })
/** Nextcloud makes 25 characters in five groups, or 72 without; older and newer ones differ. */
const FORMAT = /^[A-Za-z0-9-]{20,256}$/

/** `POST`, `GET`, `DELETE /users/:userId/app-password`: the Basic password of the request is the app password. It is never given back. */
export const appPasswordRoutes: FastifyPluginAsyncZod = async app => {
  const config = { access: 'basic', errors: 'flagged' } as const
  const url = '/users/:userId/app-password'

  const storing = { summary: 'Store an app password', params: Params, body: Extras, response: { 200: Stored } }
  app.post(url, { config, schema: storing }, async request => {
    const claim = claimOf(request, request.params.userId)
    if (!FORMAT.test(claim.password.reveal())) throw badRequest('Invalid app password format')
    const { scopes = null, username } = extrasOf(request)
    if (scopes) requireKnown(scopes)
    const login = await proveClaim(app, request, claim, username ?? claim.userId, 'Invalid app password')
    await store(app, claim, login.loginName, scopes)
    app.audit.record('app_password.stored', 'ok', { userId: claim.userId, ip: request.ip, correlationId: request.id })
    return { success: true as const, message: `App password stored for ${claim.userId}`, scopes }
  })

  const asking = { summary: 'Is an app password stored?', params: Params, response: { 200: Present } }
  app.get(url, { config, schema: asking }, async request => {
    const claim = await provedClaim(app, request, request.params.userId)
    const row = await storageOf(app).appPasswords.find(claim.userId)
    return { success: true as const, user_id: claim.userId, has_app_password: row !== undefined }
  })

  const removing = { summary: 'Forget the app password', params: Params, response: { 200: Removed } }
  app.delete(url, { config, schema: removing }, async request => {
    const { userId } = await provedClaim(app, request, request.params.userId)
    const removed = await forget(app, userId)
    if (!removed) return { success: true as const, message: 'No app password found to delete' }
    app.audit.record('app_password.removed', 'ok', { userId, ip: request.ip, correlationId: request.id })
    return { success: true as const, message: `App password deleted for ${userId}` }
  })
}

/** One that the login flow made is deleted at Nextcloud too. */
async function forget(app: FastifyInstance, userId: string): Promise<boolean> {
  if (!app.oauth) return storageOf(app).appPasswords.remove(userId)
  return (await app.oauth.broker.endAppPassword(userId)).had
}

async function provedClaim(app: FastifyInstance, request: FastifyRequest, segment: string): Promise<Claim> {
  const claim = claimOf(request, segment)
  await proveClaim(app, request, claim, await loginNameOf(app, claim.userId), 'Invalid credentials')
  return claim
}

/** Anything but a well-formed object means "no extras": Astrolabe 0.12 sends none at all. */
function extrasOf(request: FastifyRequest): { scopes?: string[] | null; username?: string | null } {
  if (request.jsonBody.kind !== 'json') return {}
  const { scopes, username } = Extras.safeParse(request.jsonBody.value).data ?? {}
  return { ...(scopes === undefined ? {} : { scopes }), ...(username === undefined ? {} : { username }) }
}

export function requireKnown(scopes: readonly string[]): void {
  const unknown = scopes.filter(scope => !SCOPES.includes(scope))
  if (unknown.length === 0) return
  const names = unknown.map(name => name.slice(0, 64)).slice(0, 20)
  throw badRequest(`Invalid scopes: ${names.join(', ')}`, { valid_scopes: SCOPES })
}

async function store(app: FastifyInstance, { userId, password }: Claim, loginName: string, scopes: string[] | null) {
  const sealed = app.vault.seal(password, sealContexts['app-password']({ userId }))
  const row = { userId, loginName: loginName === userId ? null : loginName, sealed, scopes }
  await startAfresh({ storage: storageOf(app) }, userId)
  await storageOf(app).appPasswords.save(row, Math.floor(app.ports.now() / 1000))
  app.oauth?.broker.rejected(userId)
}
