import cookie from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { ProvisioningDeps } from '../../src/auth/provisioning/provisioning-deps.js'
import { hasBackgroundAccess } from '../../src/config/has-background-access.js'
import { createStartLimiter } from '../../src/auth/provisioning/start-limiter.js'
import { authorizeNextcloud } from './routes/authorize-nextcloud.js'
import { callback } from './routes/callback.js'
import { stylesheet } from './routes/stylesheet.js'

const meta = {
  name: 'oauth-provisioning',
  dependencies: ['token-storage', 'authentication'],
  fastify: '5.x',
  encapsulate: true,
}

/**
 * Provides the browser's side of background access: `/oauth/authorize-nextcloud` and `/oauth/callback`, through which a person's consent
 * becomes an encrypted grant. Needs token-storage and authentication. Without background access it provides nothing.
 */
export const oauthProvisioning = fp(async app => {
  const deps = provisioningDeps(app)
  if (!deps) return
  await app.register(cookie)
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache').header('referrer-policy', 'no-referrer')
    reply.header('x-content-type-options', 'nosniff')
  })
  authorizeNextcloud(app, deps)
  callback(app, deps)
  stylesheet(app)
}, meta)

function provisioningDeps(app: FastifyInstance): ProvisioningDeps | undefined {
  const { config, storage, oauth, vault, http, audit, ports, log } = app
  if (!hasBackgroundAccess(config) || !storage || !oauth) return undefined
  const { oidc, broker, jwks } = oauth
  return { config, storage, vault, http, audit, ports, log, oidc, broker, jwks, limiter: createStartLimiter(ports.now) }
}
