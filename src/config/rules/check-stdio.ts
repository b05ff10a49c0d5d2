import { problem, type Finding } from '../finding.js'
import type { RuleInput } from './rule.js'

const CREDENTIALS = 'Set NEXTCLOUD_USERNAME and NEXTCLOUD_PASSWORD'

/** A client at the other end of a pipe sends no credentials of its own, so stdio exists only where the server has an account. */
export function checkStdio({ env, detected }: RuleInput): Finding[] {
  if (env.MCP_TRANSPORT !== 'stdio' || detected.base === 'single_user_basic') return []
  const { mode, decidedBy } = detected
  const because = decidedBy === undefined ? 'no name and password are set' : `${decidedBy} asks for that`
  const what = `is stdio, which serves the one account of single-user mode and cannot serve ${mode} mode (${because}).`
  const fix = decidedBy === undefined ? CREDENTIALS : `${CREDENTIALS} and leave out ${decidedBy}`
  return [problem('MCP_TRANSPORT', what, `${fix}, or use streamable-http.`)]
}
