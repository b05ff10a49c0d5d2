import { allVariables } from '../env.js'
import { warning, type Finding } from '../finding.js'
import type { RuleInput } from './rule.js'

/** Left to other rules, which say more. */
const SAID_ELSEWHERE = new Set([
  'NEXTCLOUD_USERNAME',
  'NEXTCLOUD_PASSWORD',
  'NEXTCLOUD_OIDC_CLIENT_ID',
  'NEXTCLOUD_OIDC_CLIENT_SECRET',
  'ENABLE_MULTI_USER_BASIC_AUTH',
  'ENABLE_OFFLINE_ACCESS',
  'ENABLE_BACKGROUND_OPERATIONS',
  'VECTOR_SYNC_ENABLED',
  'ENABLE_SEMANTIC_SEARCH',
])

/** What was written and has no effect in this mode: its writer expects something that will not happen. */
export function checkUnused({ written, detected }: RuleInput): Finding[] {
  return allVariables
    .filter(({ name, modes }) => written.has(name) && !modes.includes(detected.mode) && !SAID_ELSEWHERE.has(name))
    .map(({ name, modes }) => warning(name, `has no effect in ${detected.mode} mode, only in: ${modes.join(', ')}.`))
}
