import type { Secret } from '../lib/secret.js'

export type Mode = 'single_user_basic' | 'multi_user_basic' | 'hybrid' | 'oauth'

/** Everything the process was told, parsed once at start and frozen. Nothing reads the environment later. URLs carry no trailing slash. */
export interface Config {
  mode: Mode
  server: ServerConfig
  /** Set in single-user mode. */
  singleUser: SingleUserConfig | undefined
  nextcloud: NextcloudConfig
  oidc: OidcConfig
  management: ManagementConfig
  tokens: TokenConfig
  basic: BasicConfig
  /** Set when secrets are persisted (hybrid, OAuth). */
  storage: StorageConfig | undefined
  provisioning: ProvisioningConfig
  webhooks: WebhookConfig
  features: {
    offlineAccess: boolean
    vectorSync: boolean
    /** `MCP_OAUTH`: in hybrid mode, MCP clients may come by OAuth too. */
    mcpOAuth?: boolean
  }
  metrics: MetricsConfig
  /** Set when traces are sent somewhere. */
  tracing: TracingConfig | undefined
  log: { level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'; format: 'json' | 'text' }
}

export interface ServerConfig {
  host: string
  port: number
  /** `NEXTCLOUD_MCP_SERVER_URL`: how browsers and Nextcloud reach us. */
  publicUrl: string
  /** Host names (no port) that a `Host` header may carry, besides the public one and the loopback names. `*` allows all. */
  allowedHosts: readonly string[]
  /** Origins that an `Origin` header may carry, besides the public one. */
  allowedOrigins: readonly string[]
  /** `FORWARDED_ALLOW_IPS`: peers whose `X-Forwarded-For` counts. Addresses or CIDR ranges. */
  trustedProxies: readonly string[]
  cookieSecure: boolean
  /** `MCP_TRANSPORT`. */
  transport: 'streamable-http' | 'stdio'
}

export interface SingleUserConfig {
  /** `MCP_STATIC_TOKEN`: who sends it is let in; undefined: everybody who reaches us is (loopback, or `MCP_INSECURE_OPEN`). */
  staticToken: Secret | undefined
}

export interface NextcloudConfig {
  /** `NEXTCLOUD_HOST`, sub-path included. */
  url: string
  /** Where a browser finds Nextcloud. */
  publicUrl: string
  verifyTls: boolean
  /** Path of a PEM file. */
  caBundle: string | undefined
  keepAlive: boolean
  forwardClientIp: boolean
  /** Single-user mode only. */
  credentials: { username: string; password: Secret } | undefined
}

export interface OidcConfig {
  /** As written by the admin; undefined means Nextcloud's own. Only this may appear in `/api/v1/status`. */
  discoveryUrl: string | undefined
  issuer: string | undefined
  publicIssuerUrl: string | undefined
  jwksUri: string | undefined
  introspectionUri: string | undefined
  userinfoUri: string | undefined
  client: { id: string; secret: Secret } | undefined
  scopes: readonly string[]
  tokenType: 'bearer' | 'jwt'
  /** `NEXTCLOUD_RESOURCE_URI`: the `resource` of provisioning. */
  resourceUri: string
  /** `OIDC_RESOURCE_SERVER_ID`: scope prefix of Cognito-like providers. */
  resourceServerId: string | undefined
  additionalIssuers: readonly string[]
  /** `OIDC_USER_ID_CLAIM`: of another provider than Nextcloud, the claim that holds the user id. */
  userIdClaim: string
  /** `OIDC_ENDPOINT_ORIGINS`: origins on which endpoints of the provider may lie, besides its own. */
  endpointOrigins: readonly string[]
  internalRewrite: boolean
  discovery: { maxAttempts: number; backoffBaseMs: number; backoffMaxMs: number }
  deregisterOnShutdown: boolean
  /** `ALLOWED_MCP_CLIENTS`. */
  allowedMcpClients: readonly AllowedMcpClient[]
  /** `MCP_CLIENT_REGISTRATION`: may MCP clients register by themselves? */
  clientRegistration: 'open' | 'closed'
  /** `ALLOW_UNADVERTISED_PKCE`: OAuth mode starts although the provider does not announce S256. */
  allowUnadvertisedPkce: boolean
}

/** One entry of `ALLOWED_MCP_CLIENTS`. */
export interface AllowedMcpClient {
  id: string
  /** `loopback`: any program on the person's machine; `prefix`: everything up to and with the last slash, one segment may follow. */
  redirect: { kind: 'loopback' } | { kind: 'exact' | 'prefix'; uri: string }
}

export interface ManagementConfig {
  /** `ALLOWED_MGMT_CLIENT`; empty: any client of the provider whose token names us as audience. */
  allowedClients: readonly string[]
  allowUserinfo: boolean
  strictIssuer: boolean
}

export interface TokenConfig {
  cacheTtlSeconds: number
  liveness: 'always' | 'cache_miss' | 'off'
  maxBytes: number
  /** `MCP_SCOPES_REQUIRED`: a token at `/mcp` without one of our scopes has no rights to apps. */
  scopesRequired: boolean
}

export interface BasicConfig {
  cacheTtlSeconds: number
  /** Global breaker of BA-8. */
  breaker: boolean
}

export interface StorageConfig {
  /** `TOKEN_STORAGE_DB`. */
  path: string
  /** Decoded master keys of 32 bytes, first encrypts. Base64url inside the secrets. */
  keys: readonly Secret[]
  /** `TOKEN_ENCRYPTION_KEY_RESET`. */
  allowKeyReset: boolean
}

export interface ProvisioningConfig {
  extraScopes: readonly string[]
  /** `PROVISIONING_MAX_AGE`, seconds; undefined: no limit. */
  maxAgeSeconds: number | undefined
  /** `ENABLE_LOGIN_FLOW`: `auto` offers it while Nextcloud has no `oidc` app. */
  loginFlow: 'auto' | 'always' | 'never'
}

export interface WebhookConfig {
  /** `WEBHOOK_SECRET`: one more secret that the receiver takes, for apps that post by themselves. */
  secret: Secret | undefined
  /** `WEBHOOK_INTERNAL_URL`, else the public URL: the base that Nextcloud posts to. */
  baseUrl: string
}

/** Where OpenTelemetry traces go, and which. */
export interface TracingConfig {
  /** The whole address that batches are posted to. */
  endpoint: string
  /** By name in lower case. */
  headers: Readonly<Record<string, Secret>>
  serviceName: string
  sampler:
    | 'always_on'
    | 'always_off'
    | 'traceidratio'
    | 'parentbased_always_on'
    | 'parentbased_always_off'
    | 'parentbased_traceidratio'
  /** 0 to 1, for samplers that take a share. */
  ratio: number
}

/** Where Prometheus reads. */
export interface MetricsConfig {
  enabled: boolean
  host: string
  port: number
}
