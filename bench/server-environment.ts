/** The environment of a server in hybrid mode, as an admin would write it. */
export function serverEnvironment(nextcloudUrl: string): Record<string, string> {
  return {
    NEXTCLOUD_HOST: nextcloudUrl,
    NEXTCLOUD_MCP_SERVER_URL: 'http://127.0.0.1:8000',
    ENABLE_MULTI_USER_BASIC_AUTH: 'true',
    ENABLE_OFFLINE_ACCESS: 'true',
    TOKEN_ENCRYPTION_KEY: 'YmVuY2gta2V5LWJlbmNoLWtleS1iZW5jaC1rZXktMDE=',
    OIDC_DISCOVERY_MAX_ATTEMPTS: '1',
    LOG_LEVEL: 'error',
  }
}
