import cookie from '@fastify/cookie'
import fp from 'fastify-plugin'
import { provisioningDeps } from '../../src/auth/provisioning/provisioning-deps.js'
import { hasBackgroundAccess } from '../../src/config/has-background-access.js'
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
  const deps = hasBackgroundAccess(app.config) ? provisioningDeps(app) : undefined
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
