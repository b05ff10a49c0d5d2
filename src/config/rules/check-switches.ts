import { offlineAccess, vectorSync } from '../detect-mode.js'
import { note, warning, type Finding } from '../finding.js'
import type { RuleInput } from './rule.js'

/** Two names for one switch, and what the switches mean together (CFG-14, CFG-15). */
export function checkSwitches(input: RuleInput): Finding[] {
  const { env } = input
  return [
    ...checkPair(env.ENABLE_OFFLINE_ACCESS, env.ENABLE_BACKGROUND_OPERATIONS, OFFLINE),
    ...checkPair(env.VECTOR_SYNC_ENABLED, env.ENABLE_SEMANTIC_SEARCH, VECTOR),
    ...checkSync(input),
    ...checkSignIn(input),
  ]
}

const OFFLINE = ['ENABLE_OFFLINE_ACCESS', 'ENABLE_BACKGROUND_OPERATIONS'] as const
const VECTOR = ['VECTOR_SYNC_ENABLED', 'ENABLE_SEMANTIC_SEARCH'] as const

function checkPair(
  first: boolean | undefined,
  second: boolean | undefined,
  [name, alias]: readonly [string, string],
): Finding[] {
  if (first === undefined || second === undefined || first === second) return []
  return [warning(alias, `differs from ${name}, which is another name for it. It is off. Leave one of them out.`)]
}

function checkSync({ env, detected }: RuleInput): Finding[] {
  const wanted = vectorSync(env)
  if (wanted && !offlineAccess(env) && detected.base !== 'single_user_basic') {
    return [warning('VECTOR_SYNC_ENABLED', 'has no effect without ENABLE_OFFLINE_ACCESS=true.')]
  }
  if (detected.mode !== 'hybrid') return []
  return wanted
    ? [note('VECTOR_SYNC_ENABLED', 'is on, but this release has no background sync yet. Everything else works.')]
    : [note('VECTOR_SYNC_ENABLED', 'is off: no background sync. Hybrid mode does not need it.')]
}

/** Settings of the sign-in for MCP clients. */
const SIGN_IN = ['ALLOWED_MCP_CLIENTS', 'MCP_CLIENT_REGISTRATION']

/** MCP clients sign people in through us where grants are kept; where they do not, that is said before somebody wonders why a client is not known. */
function checkSignIn({ env, written, detected: { mode } }: RuleInput): Finding[] {
  const missing = missingForSignIn(env, mode)
  if (missing === undefined) return []
  const unheard = SIGN_IN.filter(name => written.has(name)).map(name =>
    warning(name, `has no effect without ${missing}=true: MCP clients do not sign people in through this server.`),
  )
  return mode === 'oauth' ? [...unheard, note(missing, NO_SIGN_IN)] : unheard
}

const NO_SIGN_IN =
  'is off: nothing is stored, and MCP clients bring tokens of the identity provider, where each needs a client of its own. With it, and TOKEN_ENCRYPTION_KEY, they register here.'

function missingForSignIn(env: RuleInput['env'], mode: RuleInput['detected']['mode']): string | undefined {
  if (mode === 'oauth') return offlineAccess(env) ? undefined : 'ENABLE_OFFLINE_ACCESS'
  return mode === 'hybrid' && !env.MCP_OAUTH ? 'MCP_OAUTH' : undefined
}
