/** A key that protects nothing but tests. */
export const KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')

/** The smallest environment of hybrid mode, with others added; undefined takes one away. */
export function hybridEnv(more: Record<string, string | undefined> = {}): Record<string, string | undefined> {
  return {
    ENABLE_MULTI_USER_BASIC_AUTH: 'true',
    ENABLE_OFFLINE_ACCESS: 'true',
    TOKEN_ENCRYPTION_KEY: KEY,
    NEXTCLOUD_HOST: 'https://cloud.example.com',
    METRICS_ENABLED: 'false',
    ...more,
  }
}
