import fp from 'fastify-plugin'
import { hasBackgroundAccess } from '../../src/config/has-background-access.js'
import { INGRESS_ALIAS, INGRESS_PATH } from '../../src/webhooks/ingress.js'
import { receive } from './receive.js'

const meta = { name: 'webhooks', dependencies: ['token-storage'], fastify: '5.x', encapsulate: true }
const BODY_LIMIT = 256 * 1024

/**
 * Provides the receiver of Nextcloud's events, at its own path and at the one that Astrolabe registers. Needs token-storage. It is a plugin
 * of its own because each registration has its own secret: no person and no token is behind a delivery. Where there is background access.
 */
export const webhooks = fp(async app => {
  const { storage, config, ports } = app
  if (!hasBackgroundAccess(config) || !storage) return
  // `webhook_listeners` sends no Content-Type, so every type is read as text and parsed after the secret was checked.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  const handler = receive({ storage, secret: config.webhooks.secret, now: ports.now })
  for (const url of [INGRESS_PATH, INGRESS_ALIAS]) {
    app.post(url, { bodyLimit: BODY_LIMIT, config: { access: 'webhook-secret' } }, handler)
  }
}, meta)
