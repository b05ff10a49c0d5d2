import type { Mode } from './config.js'
import type { Env } from './env.js'
import type { Flags } from './flags.js'

/** The mode before offline access is looked at. */
export type BaseMode = Exclude<Mode, 'hybrid'>

/** What decided the mode, for messages that name it. */
export interface DetectedMode {
  base: BaseMode
  mode: Mode
  /** Variable or flag; undefined: it follows from what is absent. */
  decidedBy: string | undefined
}

/**
 * CFG-6: one value, and nothing else decides. First the command line, then `MCP_DEPLOYMENT_MODE`, then the multi-user switch,
 * then a name and password, else OAuth. Contradictions are found by {@link checkMode}, not here.
 */
export function detectMode(env: Env, { oauth }: Flags): DetectedMode {
  const { base, decidedBy } = detectBase(env, oauth)
  return { base, decidedBy, mode: base === 'multi_user_basic' && offlineAccess(env) ? 'hybrid' : base }
}

/** Two names for one switch. CFG-15: a `false` wins over everything that would turn it on. */
export function offlineAccess(env: Env): boolean {
  return both(env.ENABLE_OFFLINE_ACCESS, env.ENABLE_BACKGROUND_OPERATIONS)
}

/** Two names for one switch, by the same rule. */
export function vectorSync(env: Env): boolean {
  return both(env.VECTOR_SYNC_ENABLED, env.ENABLE_SEMANTIC_SEARCH)
}

function both(first: boolean | undefined, second: boolean | undefined): boolean {
  return (first ?? second ?? false) && (second ?? first ?? false)
}

function detectBase(env: Env, oauth: boolean | undefined): { base: BaseMode; decidedBy: string | undefined } {
  if (oauth === true) return { base: 'oauth', decidedBy: '--oauth' }
  if (oauth === false) return { base: 'single_user_basic', decidedBy: '--no-oauth' }
  if (env.MCP_DEPLOYMENT_MODE) return { base: env.MCP_DEPLOYMENT_MODE, decidedBy: 'MCP_DEPLOYMENT_MODE' }
  if (env.ENABLE_MULTI_USER_BASIC_AUTH) {
    return { base: 'multi_user_basic', decidedBy: 'ENABLE_MULTI_USER_BASIC_AUTH' }
  }
  if (env.NEXTCLOUD_USERNAME && env.NEXTCLOUD_PASSWORD) {
    return { base: 'single_user_basic', decidedBy: 'NEXTCLOUD_USERNAME' }
  }
  return { base: 'oauth', decidedBy: undefined }
}
