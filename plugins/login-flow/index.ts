import cookie from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { loginPoller } from '../../src/auth/login-flow/login-poller.js'
import type { LoginFlowDeps } from '../../src/auth/login-flow/login-flow-deps.js'
import { LOGIN_LIFETIME, MAX_OPEN } from '../../src/auth/login-flow/start-login.js'
import { createStartLimiter, type StartLimiter } from '../../src/auth/provisioning/start-limiter.js'
import { start } from './routes/start.js'
import { status } from './routes/status.js'

const meta = {
  name: 'login-flow',
  dependencies: ['token-storage', 'authentication'],
  fastify: '5.x',
  encapsulate: true,
}

/**
 * Provides `/oauth/login-flow`, `/oauth/login-flow-status` and `/oauth/login-flow-cancel`, through which a person leaves an app password
 * (Nextcloud's login flow v2), and asks Nextcloud about open logins in the background. Needs token-storage and authentication. Where
 * nothing is stored, where people may leave nothing, or with `ENABLE_LOGIN_FLOW=false` it provides nothing.
 */
export const loginFlow = fp(async app => {
  const deps = loginFlowDeps(app)
  if (!deps || !app.oauth) return
  await app.register(cookie)
  // A form sent under `no-referrer` would carry `Origin: null`, which is refused.
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache').header('referrer-policy', 'same-origin')
    reply.header('x-content-type-options', 'nosniff')
  })
  // The button of a form sends this type, with nothing in it.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1024 },
    async () => null,
  )
  start(app, deps, app.oauth.oidc)
  status(app, deps)
  runWhileOpen(app, deps)
}, meta)

function loginFlowDeps(app: FastifyInstance): LoginFlowDeps | undefined {
  const { config, storage, oauth, vault, http, audit, ports, log } = app
  const isOff = config.provisioning.loginFlow === 'never' || !config.features.offlineAccess
  if (isOff || !storage || !oauth) return undefined
  const { broker } = oauth
  return { config, storage, vault, http, audit, ports, log, broker, limiter: limiterOf(ports) }
}

/** Each open login makes us ask Nextcloud, and there is room for a number of them: one network gets half of it. */
function limiterOf({ now }: LoginFlowDeps['ports']): StartLimiter {
  const atOnce = createStartLimiter(now)
  const overall = createStartLimiter(now, MAX_OPEN / 2, LOGIN_LIFETIME * 1000)
  return { start: ip => atOnce.start(ip) || overall.start(ip) }
}

function runWhileOpen(app: FastifyInstance, deps: LoginFlowDeps): void {
  const poller = loginPoller(deps)
  app.addHook('onReady', async () => {
    poller.start()
  })
  app.addHook('preClose', () => poller.stop())
}
