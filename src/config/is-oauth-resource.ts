import type { Config } from './config.js'

/** Is `/mcp` a protected resource of OAuth 2.1, with metadata and bearer challenges? Where it is not, it has no metadata either (RT-6). */
export function isOAuthResource({ mode }: Pick<Config, 'mode'>): boolean {
  return mode === 'oauth'
}
