import { assembleTracing } from './assemble-tracing.js'
import type { Config, Mode, NextcloudConfig, OidcConfig, ServerConfig, StorageConfig } from './config.js'
import { offlineAccess, vectorSync } from './detect-mode.js'
import type { Env } from './env.js'

/**
 * Where tokens are kept when nobody says where. STO-10 would refuse to start without `TOKEN_STORAGE_DB`; the documented hybrid
 * configuration does not name it and must start, and a fixed place that outlives the process loses nobody's authorisation.
 */
export const DEFAULT_DATABASE = './data/tokens.db'

/** What the rest of the program reads, from an environment that every rule has passed. */
export function assembleConfig(env: Env, mode: Mode, host: string): Config {
  const server = assembleServer(env)
  const offline = mode !== 'single_user_basic' && offlineAccess(env)
  return {
    mode,
    server,
    singleUser: mode === 'single_user_basic' ? { staticToken: env.MCP_STATIC_TOKEN } : undefined,
    nextcloud: assembleNextcloud(env, mode, host),
    oidc: assembleOidc(env, host),
    management: {
      allowedClients: env.ALLOWED_MGMT_CLIENT,
      allowUserinfo: env.MGMT_ALLOW_USERINFO,
      strictIssuer: env.MGMT_STRICT_ISSUER,
    },
    tokens: {
      cacheTtlSeconds: env.TOKEN_CACHE_TTL,
      liveness: env.TOKEN_LIVENESS,
      maxBytes: env.MAX_TOKEN_BYTES,
      scopesRequired: env.MCP_SCOPES_REQUIRED,
    },
    basic: { cacheTtlSeconds: env.BASIC_AUTH_CACHE_TTL, breaker: env.BASIC_AUTH_BREAKER },
    storage: offline ? assembleStorage(env) : undefined,
    provisioning: {
      extraScopes: env.PROVISIONING_EXTRA_SCOPES,
      maxAgeSeconds: env.PROVISIONING_MAX_AGE,
      loginFlow: LOGIN_FLOW[env.ENABLE_LOGIN_FLOW],
    },
    webhooks: { secret: env.WEBHOOK_SECRET, baseUrl: env.WEBHOOK_INTERNAL_URL ?? server.publicUrl },
    features: { offlineAccess: offline, vectorSync: offline && vectorSync(env), mcpOAuth: env.MCP_OAUTH },
    metrics: { enabled: env.METRICS_ENABLED, host: env.METRICS_HOST, port: env.METRICS_PORT },
    tracing: assembleTracing(env),
    log: { level: env.LOG_LEVEL, format: env.LOG_FORMAT },
  }
}

const LOGIN_FLOW = { auto: 'auto', true: 'always', false: 'never' } as const

function assembleServer(env: Env): ServerConfig {
  const publicUrl = env.NEXTCLOUD_MCP_SERVER_URL ?? ownUrl(env.HOST, env.PORT)
  const isSecure = env.COOKIE_SECURE === 'true' || (env.COOKIE_SECURE !== 'false' && publicUrl.startsWith('https:'))
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl,
    allowedHosts: env.MCP_ALLOWED_HOSTS,
    allowedOrigins: env.MCP_ALLOWED_ORIGINS,
    trustedProxies: env.FORWARDED_ALLOW_IPS,
    cookieSecure: isSecure,
    transport: env.MCP_TRANSPORT,
  }
}

const EVERYWHERE = ['0.0.0.0', '::', '127.0.0.1', '::1']

/** How a browser on this machine reaches what listens on `host`. */
function ownUrl(host: string, port: number): string {
  const name = EVERYWHERE.includes(host) ? 'localhost' : host
  return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}`).origin
}

function assembleNextcloud(env: Env, mode: Mode, host: string): NextcloudConfig {
  const { NEXTCLOUD_USERNAME: username, NEXTCLOUD_PASSWORD: password } = env
  return {
    url: host,
    publicUrl: env.NEXTCLOUD_PUBLIC_URL ?? ownIssuer(env, host) ?? host,
    verifyTls: env.NEXTCLOUD_VERIFY_SSL,
    caBundle: env.NEXTCLOUD_CA_BUNDLE,
    keepAlive: env.NEXTCLOUD_HTTP_KEEPALIVE,
    forwardClientIp: env.NEXTCLOUD_FORWARD_CLIENT_IP,
    credentials: mode === 'single_user_basic' && username && password ? { username, password } : undefined,
  }
}

/** The public issuer, if it is Nextcloud itself: the address of another provider is never one of Nextcloud. */
function ownIssuer(env: Env, host: string): string | undefined {
  const discovery = env.OIDC_DISCOVERY_URL
  const isForeign = discovery !== undefined && new URL(discovery).origin !== new URL(host).origin
  return isForeign ? undefined : env.NEXTCLOUD_PUBLIC_ISSUER_URL
}

function assembleOidc(env: Env, host: string): OidcConfig {
  const { NEXTCLOUD_OIDC_CLIENT_ID: id, NEXTCLOUD_OIDC_CLIENT_SECRET: secret } = env
  return {
    discoveryUrl: env.OIDC_DISCOVERY_URL,
    issuer: env.OIDC_ISSUER,
    publicIssuerUrl: env.NEXTCLOUD_PUBLIC_ISSUER_URL,
    jwksUri: env.JWKS_URI,
    introspectionUri: env.INTROSPECTION_URI,
    userinfoUri: env.USERINFO_URI,
    client: id && secret ? { id, secret } : undefined,
    scopes: env.NEXTCLOUD_OIDC_SCOPES,
    tokenType: env.NEXTCLOUD_OIDC_TOKEN_TYPE,
    resourceUri: env.NEXTCLOUD_RESOURCE_URI ?? host,
    resourceServerId: env.OIDC_RESOURCE_SERVER_ID,
    additionalIssuers: env.ADDITIONAL_TOKEN_ISSUERS,
    userIdClaim: env.OIDC_USER_ID_CLAIM,
    endpointOrigins: env.OIDC_ENDPOINT_ORIGINS,
    internalRewrite: env.NEXTCLOUD_INTERNAL_REWRITE,
    discovery: {
      maxAttempts: env.OIDC_DISCOVERY_MAX_ATTEMPTS,
      backoffBaseMs: env.OIDC_DISCOVERY_BACKOFF_BASE * 1000,
      backoffMaxMs: env.OIDC_DISCOVERY_BACKOFF_MAX * 1000,
    },
    deregisterOnShutdown: env.DCR_DELETE_ON_SHUTDOWN,
    allowedMcpClients: env.ALLOWED_MCP_CLIENTS,
    clientRegistration: env.MCP_CLIENT_REGISTRATION,
    allowUnadvertisedPkce: env.ALLOW_UNADVERTISED_PKCE,
  }
}

/** Where somebody's tokens are kept; without offline access nobody's are, and the database stays closed, whatever else is set. */
function assembleStorage(env: Env): StorageConfig | undefined {
  const keys = env.TOKEN_ENCRYPTION_KEY
  if (keys === undefined) return undefined
  return { path: env.TOKEN_STORAGE_DB ?? DEFAULT_DATABASE, keys, allowKeyReset: env.TOKEN_ENCRYPTION_KEY_RESET }
}
