import type { Config } from './config.js'
import { isAuthorizationServer } from './is-authorization-server.js'

/**
 * Is `/mcp` a protected resource of OAuth 2.1, with metadata and bearer challenges? In OAuth mode, and in hybrid mode with `MCP_OAUTH`. Where it is
 * not, it has no metadata either (RT-6).
 */
export function isOAuthResource(config: Pick<Config, 'mode' | 'features' | 'storage'>): boolean {
  return config.mode === 'oauth' || isAuthorizationServer(config)
}
