import type { Config } from '../../src/config/config.js'
import { loadConfig } from '../../src/config/load-config.js'

/** 32 bytes that protect nothing but tests. */
export const TEST_KEY = 'dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktMDEyMzQ='

/**
 * A configuration as an admin would write it, for hybrid mode on loopback.
 *
 * @param env - more variables, or others instead; undefined takes one away.
 */
export function testConfig(env: Record<string, string | undefined> = {}): Config {
  return loadConfig({
    NEXTCLOUD_HOST: 'http://127.0.0.1:9',
    NEXTCLOUD_MCP_SERVER_URL: 'http://127.0.0.1:8000',
    ENABLE_MULTI_USER_BASIC_AUTH: 'true',
    ENABLE_OFFLINE_ACCESS: 'true',
    TOKEN_ENCRYPTION_KEY: TEST_KEY,
    TOKEN_STORAGE_DB: ':memory:',
    LOG_LEVEL: 'silent',
    OIDC_DISCOVERY_MAX_ATTEMPTS: '1',
    METRICS_ENABLED: 'false',
    ...env,
  }).config
}
