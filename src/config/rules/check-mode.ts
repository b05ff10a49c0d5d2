import { problem, type Finding } from '../finding.js'
import type { RuleInput } from './rule.js'

const MULTI_USER = 'ENABLE_MULTI_USER_BASIC_AUTH'

/** CFG-7: what was asked for twice must be the same thing. Each finding names both settings. */
export function checkMode(input: RuleInput): Finding[] {
  return [...checkForce(input), ...checkDeploymentMode(input)]
}

function checkForce({ env, flags, detected }: RuleInput): Finding[] {
  if (flags.oauth === undefined) return []
  const flag = flags.oauth ? '--oauth' : '--no-oauth'
  const named = env.MCP_DEPLOYMENT_MODE
  const findings: Finding[] = []
  if (named && named !== detected.base) {
    findings.push(problem(flag, `contradicts MCP_DEPLOYMENT_MODE.`, `Leave out ${flag} or MCP_DEPLOYMENT_MODE.`))
  }
  if (env.ENABLE_MULTI_USER_BASIC_AUTH) {
    const why = flags.oauth ? '' : ` ${MULTI_USER} already means HTTP Basic.`
    findings.push(problem(flag, `contradicts ${MULTI_USER}.`, `Leave out ${flag} or ${MULTI_USER}.${why}`))
  }
  return findings
}

function checkDeploymentMode({ env }: RuleInput): Finding[] {
  const named = env.MCP_DEPLOYMENT_MODE
  const isMultiUser = env.ENABLE_MULTI_USER_BASIC_AUTH
  if (named === undefined || isMultiUser === undefined) return []
  if (isMultiUser === (named === 'multi_user_basic')) return []
  if (!isMultiUser && named !== 'multi_user_basic') return []
  return [problem('MCP_DEPLOYMENT_MODE', `contradicts ${MULTI_USER}.`, `Leave out one of the two.`)]
}
