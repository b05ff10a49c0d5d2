/** A request that the sandbox received. Secrets are not kept: `authorization` holds the scheme only. */
export interface SandboxCall {
  method: string
  /** Without the query. */
  path: string
  authorization: 'basic' | 'bearer' | 'none'
  ocsApiRequest: boolean
  status: number
  /** Names in lower case; `authorization` and `cookie` left out. */
  headers: Readonly<Record<string, string>>
}

export interface SandboxUser {
  uid: string
  /** What the person types; differs from the uid for one of the seeded users. */
  loginName: string
  email: string | null
  displayName: string
  password: string
  admin: boolean
}

/** What may be set when it starts and changed while it runs. */
export interface SandboxSettings {
  /** `oidc` app: `allow_user_settings`; true shows the consent page, false grants silently (Nextcloud's default). */
  userConsent: boolean
  /** `oidc` app: `dynamic_client_registration`. */
  dynamicRegistration: boolean
  /** Seconds; `oidc` app: `expire_time`, 900. */
  expireTime: number
  /** Seconds, or `never`; `oidc` app: `refresh_expire_time`, 900. */
  refreshExpireTime: number | 'never'
  /** Seconds; `oidc` app: `client_expire_time`, 3600. */
  clientExpireTime: number
  /** `user_oidc`: `oidc_provider_bearer_validation`. */
  bearerValidation: boolean
  bruteForceProtection: boolean
  maintenance: boolean
  /** Adds this much to every answer, milliseconds. */
  latencyMs: number
  /** Milliseconds between runs of the background job that delivers webhooks; 0: only `runJobs()`. */
  cronIntervalMs: number
  /** Where the "Astrolabe admin settings" page finds the MCP server, e.g. `http://127.0.0.1:8000`. */
  mcpServerUrl: string | null
}

export interface SandboxOptions {
  /** 0 or absent: a free one. Always on 127.0.0.1. */
  port?: number
  settings?: Partial<SandboxSettings>
  /** Unix milliseconds; tests own the clock. */
  now?(): number
  /** Sub-path of the installation, e.g. `/cloud`. */
  basePath?: string
}

/** A running in-memory Nextcloud. */
export interface Sandbox {
  /** `http://127.0.0.1:<port><basePath>` */
  url: string
  settings: SandboxSettings
  users: readonly SandboxUser[]
  /** Requests since start or the last `clearCalls()`. */
  calls: readonly SandboxCall[]
  clearCalls(): void
  /** Answers the next `count` requests whose path matches with this status (or drops the connection), before anything else sees them. */
  failNext(failure: {
    path: RegExp
    status?: number
    headers?: Record<string, string>
    body?: string
    dropConnection?: boolean
    count?: number
  }): void
  /** Delivers the queued webhooks, as a run of cron.php does; resolves to the number of deliveries. */
  runJobs(): Promise<number>
  setPassword(uid: string, password: string): void
  setEnabled(uid: string, enabled: boolean): void
  /** An app password for the person, as the settings page makes one. */
  createAppPassword(uid: string): string
  /** A client in the `oidc` app, as `occ oidc:create` makes one. */
  createClient(client: {
    redirectUris: string[]
    name?: string
    tokenType?: 'jwt' | 'opaque'
    resourceUrl?: string
    allowedScopes?: string
  }): { clientId: string; clientSecret: string }
  /** Tokens for a person without the browser steps; what the authorize and token endpoints would give. */
  issueTokens(options: {
    uid: string
    clientId: string
    scope?: string
    resource?: string
  }): Promise<{ accessToken: string; refreshToken: string | null; idToken: string }>
  /** Forgets failed logins of every address, as `occ security:bruteforce:reset` does. */
  resetBruteForce(): void
  close(): Promise<void>
}
