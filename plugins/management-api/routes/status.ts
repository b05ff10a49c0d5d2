import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { OidcStatus } from '../../../src/auth/oidc/oidc-runtime.js'
import type { Config } from '../../../src/config/config.js'
import { hasBackgroundAccess } from '../../../src/config/has-background-access.js'
import { version } from '../../../src/lib/version.js'

const Status = z.object({
  version: z.string(),
  auth_mode: z.enum(['oauth', 'multi_user_basic', 'basic']),
  vector_sync_enabled: z.boolean(),
  uptime_seconds: z.int(),
  management_api_version: z.literal('1.0'),
  supports_app_passwords: z.boolean().optional(),
  oidc: z.object({ discovery_url: z.string().optional(), issuer: z.string().optional() }).optional(),
  webhooks_enabled: z.boolean(),
  supported_search_types: z.array(z.string()),
  oauth: z
    .object({
      state: z.enum(['starting', 'ready', 'degraded']),
      reason: z.string().optional(),
      client_expires_at: z.string().nullable().optional(),
      warnings: z.array(z.string()).optional(),
    })
    .optional(),
})

/** `GET /status`: open, asks nobody, always 200. Astrolabe calls it before nearly everything. */
export const status: FastifyPluginAsyncZod = async app => {
  const startedAt = app.ports.now()
  app.get(
    '/status',
    { config: { access: 'open' }, schema: { summary: 'What this server is', response: { 200: Status } } },
    async () => ({
      ...identity(app.config),
      uptime_seconds: Math.floor((app.ports.now() - startedAt) / 1000),
      ...(app.oauth === undefined ? {} : { oauth: oauthState(app.oauth.oidc.status()) }),
    }),
  )
}

function identity(config: Config) {
  return {
    version,
    auth_mode: authMode(config.mode),
    vector_sync_enabled: config.features.vectorSync,
    management_api_version: '1.0' as const,
    ...(authMode(config.mode) === 'multi_user_basic' ? { supports_app_passwords: hasBackgroundAccess(config) } : {}),
    ...explicitOidc(config),
    webhooks_enabled: hasBackgroundAccess(config),
    supported_search_types: [],
  }
}

function authMode(mode: Config['mode']) {
  if (mode === 'oauth') return 'oauth' as const
  return mode === 'single_user_basic' ? ('basic' as const) : ('multi_user_basic' as const)
}

/** Only what the administrator wrote (RT-4): Astrolabe puts a discovery URL that it reads here into the browser. */
function explicitOidc({ oidc, mode }: Config) {
  if (mode !== 'hybrid' && mode !== 'oauth') return {}
  if (oidc.discoveryUrl === undefined && oidc.issuer === undefined) return {}
  return {
    oidc: {
      ...(oidc.discoveryUrl === undefined ? {} : { discovery_url: oidc.discoveryUrl }),
      ...(oidc.issuer === undefined ? {} : { issuer: oidc.issuer }),
    },
  }
}

function oauthState(status: OidcStatus) {
  if (status.state === 'degraded') return { state: status.state, reason: status.reason }
  if (status.state === 'starting') return { state: status.state }
  const { clientExpiresAt, warnings } = status
  const expires = clientExpiresAt === null ? null : new Date(clientExpiresAt * 1000).toISOString()
  return { state: status.state, client_expires_at: expires, warnings: [...warnings] }
}
