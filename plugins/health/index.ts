import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { z } from 'zod'
import type { Config } from '../../src/config/config.js'
import { hasBackgroundAccess } from '../../src/config/has-background-access.js'
import { dependencyGauge } from './dependency-gauge.js'
import { watchNextcloud, type NextcloudWatch } from './watch-nextcloud.js'

const meta = { name: 'health', dependencies: ['token-storage', 'authentication'], fastify: '5.x', encapsulate: true }

/** Answer of `/health/ready`; the keys are those that probes of this field already know. */
export const Readiness = z.object({
  status: z.enum(['ready', 'not_ready']),
  checks: z.record(z.string(), z.union([z.string(), z.boolean()])),
})

/**
 * Provides `/health/live` and `/health/ready`. Needs token-storage and authentication. Only what this process itself needs makes it
 * unready: Nextcloud's reachability and the identity provider are told, from a cache, and never restart us.
 */
export const health = fp(async app => {
  const watch = watchNextcloud(app.http, app.config.nextcloud.url, app.ports)
  app.metrics.gauge(
    dependencyGauge(async () => ({
      nextcloud: watch.state(),
      identity_provider: app.oauth?.oidc.status().state,
      database: await databaseCheck(app),
    })),
  )
  app.addHook('onReady', async () => {
    watch.start()
  })
  app.addHook('preClose', async () => {
    watch.stop()
  })
  app.get('/health/live', async () => ({ status: 'alive', mode: app.config.mode === 'oauth' ? 'oauth' : 'basic' }))
  app.get('/health/ready', async (_request, reply) => {
    const readiness = await readinessOf(app, watch)
    return reply.code(readiness.status === 'ready' ? 200 : 503).send(readiness)
  })
}, meta)

async function readinessOf(app: FastifyInstance, watch: NextcloudWatch): Promise<z.output<typeof Readiness>> {
  const database = await databaseCheck(app)
  const checks = {
    nextcloud_configured: 'ok',
    nextcloud_reachable: watch.state(),
    auth_mode: authMode(app.config.mode),
    auth_configured: 'ok',
    ...(database === undefined ? {} : { database }),
    ...(app.config.mode === 'multi_user_basic' || app.config.mode === 'hybrid'
      ? { supports_app_passwords: hasBackgroundAccess(app.config) }
      : {}),
    ...(app.oauth === undefined ? {} : { oauth: oauthCheck(app.oauth.oidc.status()) }),
  }
  return { status: database === undefined || database === 'ok' ? 'ready' : 'not_ready', checks }
}

async function databaseCheck(app: FastifyInstance): Promise<string | undefined> {
  if (app.storage === undefined) return undefined
  try {
    await app.storage.check()
    return 'ok'
  } catch (error) {
    app.log.error({ err: error }, 'the database cannot be used')
    return 'error: the database cannot be read or written'
  }
}

function oauthCheck(status: { state: string; reason?: string }): string {
  return status.state === 'degraded' ? `degraded: ${status.reason}` : status.state
}

function authMode(mode: Config['mode']): string {
  if (mode === 'oauth') return 'oauth'
  return mode === 'single_user_basic' ? 'basic' : 'multi_user_basic'
}
