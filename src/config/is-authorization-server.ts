import type { Config } from './config.js'
import { hasBackgroundAccess } from './has-background-access.js'

/**
 * Do MCP clients sign people in through us? It takes a grant that a person leaves with us to act for them afterwards: so always where OAuth mode
 * keeps grants, and in hybrid mode when the administrator wants it.
 */
export function isAuthorizationServer(config: Pick<Config, 'mode' | 'features' | 'storage'>): boolean {
  return hasBackgroundAccess(config) && (config.mode === 'oauth' || config.features.mcpOAuth === true)
}
