/** What both kinds of server are told. */
export function commonEnvironment(nextcloudUrl: string): Record<string, string> {
  return {
    NEXTCLOUD_HOST: nextcloudUrl,
    NEXTCLOUD_MCP_SERVER_URL: PUBLIC_URL,
    OIDC_DISCOVERY_MAX_ATTEMPTS: '1',
    LOG_LEVEL: 'error',
  }
}

/** The environment of a server in hybrid mode, as an admin would write it. */
export function serverEnvironment(nextcloudUrl: string): Record<string, string> {
  return {
    ...commonEnvironment(nextcloudUrl),
    ENABLE_MULTI_USER_BASIC_AUTH: 'true',
    ENABLE_OFFLINE_ACCESS: 'true',
    TOKEN_ENCRYPTION_KEY: 'YmVuY2gta2V5LWJlbmNoLWtleS1iZW5jaC1rZXktMDE=',
  }
}

export const PUBLIC_URL = 'http://127.0.0.1:8000'
