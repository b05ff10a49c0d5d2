import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { hasBackgroundAccess } from '../../src/config/has-background-access.js'
import { asUser } from './as-user.js'
import { answerErrors } from './answer-errors.js'
import { readJsonBodies } from './json-body.js'
import { describeApi } from './openapi.js'
import { requireAdmin } from './require-admin.js'
import { appPasswordRoutes } from './routes/app-password.js'
import { apps } from './routes/apps.js'
import { audit } from './routes/audit.js'
import { documentReading } from './routes/document-reading.js'
import { openapi } from './routes/openapi.js'
import { provisioningTickets } from './routes/provisioning-tickets.js'
import { revoke } from './routes/revoke.js'
import { scopes } from './routes/scopes.js'
import { search } from './routes/search.js'
import { session } from './routes/session.js'
import { status } from './routes/status.js'
import { syncStatus } from './routes/sync-status.js'
import { userAccess } from './routes/user-access.js'
import { webhookPresets } from './routes/webhook-presets.js'
import { webhookRoutes } from './routes/webhooks.js'
import './decorators.js'

const meta = {
  name: 'management-api',
  dependencies: ['token-storage', 'authentication'],
  fastify: '5.x',
  encapsulate: true,
}
const PREFIX = '/api/v1'

/**
 * Provides `/api/v1`: what the Astrolabe app and administrators' scripts call. Needs token-storage and authentication. Every route is in one
 * of three scopes: behind a bearer token (the default), behind HTTP Basic of the person in the path, or open because its file says so.
 * Modes without background access have the status routes only.
 */
export const managementApi = fp(async app => {
  app.setValidatorCompiler(lenientBodies)
  app.setSerializerCompiler(serializerCompiler)
  readJsonBodies(app)
  answerErrors(app)
  await describeApi(app)
  await app.register(openRoutes, { prefix: PREFIX })
  if (!hasBackgroundAccess(app.config)) return
  const act = asUser(app)
  app.decorate('asUser', act).decorate('requireAdmin', requireAdmin(act, app.ports.now))
  await app.register(publicRoutes, { prefix: PREFIX })
  await app.register(basicRoutes, { prefix: PREFIX })
  await app.register(bearerRoutes, { prefix: PREFIX })
}, meta)

/** Bodies are judged by their routes, whose error texts are part of the contract; the schema documents them. */
const lenientBodies: typeof validatorCompiler = route =>
  route.httpPart === 'body' ? (value: unknown) => ({ value }) : validatorCompiler(route)

async function openRoutes(app: FastifyInstance): Promise<void> {
  await app.register(status)
  await app.register(syncStatus)
}

async function publicRoutes(app: FastifyInstance): Promise<void> {
  await app.register(scopes)
  await app.register(search)
  await app.register(openapi)
}

async function basicRoutes(app: FastifyInstance): Promise<void> {
  await app.register(appPasswordRoutes)
  await app.register(userAccess)
}

async function bearerRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', app.authenticateBearer)
  await app.register(session)
  await app.register(revoke)
  await app.register(apps)
  await app.register(webhookRoutes)
  await app.register(webhookPresets)
  await app.register(provisioningTickets)
  await app.register(audit)
  await app.register(documentReading)
}
