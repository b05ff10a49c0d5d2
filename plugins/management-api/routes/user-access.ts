import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { badRequest, ManagementRefusal } from '../../../src/errors/management-errors.js'
import { claimOf, proveClaim } from '../basic-caller.js'
import { loginNameOf, storageOf } from '../stored-login.js'
import { requireKnown } from './app-password.js'

const Params = z.object({ userId: z.string() })
const Access = z.object({
  success: z.literal(true),
  user_id: z.string(),
  provisioned: z.boolean(),
  scopes: z.array(z.string()).nullable(),
  username: z.string().nullable(),
  created_at: z.int().optional(),
  updated_at: z.int().optional(),
})
const NewScopes = z.object({ scopes: z.array(z.string().max(64)).max(100) })
const Updated = z.object({
  success: z.literal(true),
  user_id: z.string(),
  scopes: z.array(z.string()),
  message: z.string(),
})

/** `GET /users/:userId/access` and `PATCH /users/:userId/scopes`: the stored app password and what it may be used for. Unix seconds. */
export const userAccess: FastifyPluginAsyncZod = async app => {
  const config = { access: 'basic', errors: 'flagged' } as const
  const owner = async (request: FastifyRequest, segment: string) => {
    const claim = claimOf(request, segment)
    await proveClaim(app, request, claim, await loginNameOf(app, claim.userId), 'Invalid credentials')
    return claim.userId
  }

  const asking = { summary: 'The stored app password', params: Params, response: { 200: Access } }
  app.get('/users/:userId/access', { config, schema: asking }, async request => {
    const userId = await owner(request, request.params.userId)
    const row = await storageOf(app).appPasswords.find(userId)
    const base = { success: true as const, user_id: userId, provisioned: row !== undefined }
    if (!row) return { ...base, scopes: null, username: null }
    const { scopes, loginName, createdAt, updatedAt } = row
    return { ...base, scopes: copy(scopes), username: loginName, created_at: createdAt, updated_at: updatedAt }
  })

  const changing = { summary: 'Limit the app password', params: Params, body: NewScopes, response: { 200: Updated } }
  app.patch('/users/:userId/scopes', { config, schema: changing }, async request => {
    const userId = await owner(request, request.params.userId)
    const scopes = scopesOf(request)
    const now = Math.floor(app.ports.now() / 1000)
    const found = await storageOf(app).appPasswords.setScopes(userId, scopes, now)
    if (!found) throw new ManagementRefusal(404, 'Not found', 'No app password provisioned for this user')
    app.audit.record('app_password.scopes', 'ok', { userId, correlationId: request.id })
    return { success: true as const, user_id: userId, scopes, message: 'Scopes updated successfully' }
  })
}

const copy = (scopes: readonly string[] | null) => (scopes === null ? null : [...scopes])

function scopesOf(request: FastifyRequest): string[] {
  if (request.jsonBody.kind !== 'json') throw badRequest('Invalid JSON body')
  const { value } = request.jsonBody
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('Request body must be a JSON object')
  }
  const parsed = NewScopes.safeParse(value)
  if (!parsed.success) throw badRequest('scopes must be a list of strings')
  requireKnown(parsed.data.scopes)
  return [...new Set(parsed.data.scopes)]
}
